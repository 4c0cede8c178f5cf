using Microsoft.AspNetCore.Authorization;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Access;

/// <summary>Who may do what: an address asks for a scope, and each scope holds the ones before it.</summary>
public static class Policies
{
    internal const string Claim = "scope";
    internal const string Scheme = "key";

    /// <summary>The policy of a scope, as an address names it.</summary>
    public static string Of(Scope scope) => scope.ToString().ToLowerInvariant();

    /// <summary>Adds keys as the way in. An address that names no policy and is not declared open takes a key, too.</summary>
    public static IServiceCollection AddKeys(this IServiceCollection services)
    {
        // Not AddAuthentication: that brings data protection along, which writes keys of its own into the home folder.
        services.AddAuthenticationCore(options => options.AddScheme<KeyAuthentication>(Scheme, displayName: null));
        services.AddSingleton<KeyUses>().AddHostedService(provider => provider.GetRequiredService<KeyUses>());
        services.AddWebEncoders().AddTransient<KeyAuthentication>();
        var policies = services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        foreach (var scope in Enum.GetValues<Scope>()) policies.AddPolicy(Of(scope), policy => policy.RequireClaim(Claim, Of(scope)));
        return services;
    }
}
