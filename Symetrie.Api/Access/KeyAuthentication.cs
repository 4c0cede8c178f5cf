using System.Runtime.CompilerServices;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Symetrie.Api.Stores;
using Symetrie.Api.Stores.Engines;

namespace Symetrie.Api.Access;

/// <summary>Knows a caller by an API key. The store is asked every time, so a revoked key ends at once.</summary>
internal sealed class KeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Store store, KeyUses uses, IProblemDetailsService problems)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string HowTo = $"send it as {KeyText.Header}, as Authorization: Bearer, or as the password of Basic; never in the address";

    // Who a key is, as long as the key is remembered: it is the same for every request.
    private static readonly ConditionalWeakTable<StoredKey, Task<AuthenticateResult>> Callers = [];

    /// <inheritdoc/>
    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (KeyText.Of(Request.Headers) is not { } text) return Task.FromResult(AuthenticateResult.NoResult());
        StoredKey? key;
        try
        {
            key = store.Keys.Check(text);
        }
        catch (StoreBusyException) when (Context.GetEndpoint()?.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.IAllowAnonymous>() is not null)
        {
            // What is open answers whoever asks, also while nobody can be known.
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        if (key is null) return Task.FromResult(AuthenticateResult.Fail("the key is not known, has ended or was revoked"));
        uses.Note(key.Id);
        return Callers.GetValue(key, CallerOf);
    }

    /// <inheritdoc/>
    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var sent = KeyText.Of(Request.Headers) is not null;
        var bearer = sent ? "Bearer realm=\"symetrie\", error=\"invalid_token\"" : "Bearer realm=\"symetrie\"";
        // A browser that is offered Basic asks for a name and a password by itself, over the page that has a field for the key.
        Response.Headers.WWWAuthenticate = Request.Headers.ContainsKey(KeyText.Header) ? bearer : new Microsoft.Extensions.Primitives.StringValues([bearer, "Basic realm=\"symetrie\", charset=\"UTF-8\""]);
        await Refuse(StatusCodes.Status401Unauthorized, sent ? $"the key that was sent is not known, has ended or was revoked; {HowTo}" : $"this address needs a key; {HowTo}");
    }

    /// <inheritdoc/>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var needed = Context.GetEndpoint()?.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.IAuthorizeData>()?.Policy;
        var has = Context.User.FindAll(Policies.Claim).LastOrDefault()?.Value;
        return Refuse(StatusCodes.Status403Forbidden, $"this needs a key of scope '{needed}'; yours has '{has}'");
    }

    private static Task<AuthenticateResult> CallerOf(StoredKey key)
    {
        var scopes = Enum.GetValues<Scope>().Where(s => s <= Enum.Parse<Scope>(key.Scope, ignoreCase: true)).Select(s => new Claim(Policies.Claim, Policies.Of(s)));
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, key.Id), .. scopes], Policies.Scheme);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Policies.Scheme)));
    }

    private async Task Refuse(int status, string detail)
    {
        Response.StatusCode = status;
        await problems.WriteAsync(new ProblemDetailsContext { HttpContext = Context, ProblemDetails = new ProblemDetails { Status = status, Detail = detail } });
    }
}
