using Microsoft.AspNetCore.Mvc;
using Symetrie.Api.Access;
using Symetrie.Api.Endpoints.Document;
using Symetrie.Api.Endpoints.Errors;
using Symetrie.Api.Endpoints.Requests;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Endpoints;

/// <summary>An address: what it answers to, who may ask, and all that the document says of it. The parameters described here are the ones it
/// takes; any other is refused.</summary>
/// <param name="Id">The operation's id in the document.</param>
/// <param name="Tag">Its group.</param>
/// <param name="Summary">What it does, in a few words.</param>
internal sealed record Route(string Id, string Tag, string Summary)
{
    /// <summary>What there is to know beside the summary.</summary>
    public string Description { get; init; } = "";

    /// <summary>The scope a key needs; null where everybody may ask.</summary>
    public Scope? Scope { get; init; } = Stores.Scope.Read;

    /// <summary>The parameters in the path.</summary>
    public IReadOnlyList<Parameter> Path { get; init; } = [];

    /// <summary>The parameters in the query.</summary>
    public IReadOnlyList<Parameter> Query { get; init; } = [];

    /// <summary>The headers it looks at beside those of every address.</summary>
    public IReadOnlyList<Parameter> Headers { get; init; } = [];

    /// <summary>What the body may be; null without one.</summary>
    public BodyDoc? Body { get; init; }

    /// <summary>The good answers.</summary>
    public IReadOnlyList<AnswerDoc> Answers { get; init; } = [];

    /// <summary>The statuses of problems beside those that every address has.</summary>
    public IReadOnlyList<int> Problems { get; init; } = [];

    /// <summary>The largest body in bytes.</summary>
    public long BodyLimit { get; init; } = 16 << 20;
}

/// <summary>Puts addresses on the map.</summary>
internal static class RouteMap
{
    /// <summary>A GET, and the HEAD of the same address, which the document does not repeat.</summary>
    public static void Get(this IEndpointRouteBuilder app, string pattern, Route route, Func<HttpContext, Task> answer)
    {
        app.Map(HttpMethods.Get, pattern, route, answer);
        app.Map(HttpMethods.Head, pattern, route, answer).ExcludeFromDescription();
    }

    /// <summary>A POST.</summary>
    public static void Post(this IEndpointRouteBuilder app, string pattern, Route route, Func<HttpContext, Task> answer) => app.Map(HttpMethods.Post, pattern, route, answer);

    /// <summary>A PUT.</summary>
    public static void Put(this IEndpointRouteBuilder app, string pattern, Route route, Func<HttpContext, Task> answer) => app.Map(HttpMethods.Put, pattern, route, answer);

    /// <summary>A DELETE.</summary>
    public static void Delete(this IEndpointRouteBuilder app, string pattern, Route route, Func<HttpContext, Task> answer) => app.Map(HttpMethods.Delete, pattern, route, answer);

    private static RouteHandlerBuilder Map(this IEndpointRouteBuilder app, string method, string pattern, Route route, Func<HttpContext, Task> answer)
    {
        Func<HttpContext, Task> checkedAnswer = context =>
        {
            QueryText.Refuse(context.Request, route.Query);
            return answer(context);
        };
        // As a Delegate, not a RequestDelegate: only then does the document see the address.
        var mapped = app.MapMethods(pattern, [method], (Delegate)checkedAnswer).WithMetadata(route, new RequestSizeLimitAttribute(route.BodyLimit));
        return route.Scope is { } scope ? mapped.RequireAuthorization(Policies.Of(scope)) : mapped.AllowAnonymous();
    }

    /// <summary>The value of a parameter in the path.</summary>
    public static string Path(this HttpContext context, string name) => (string)context.GetRouteValue(name)!;

    /// <summary>The refusal where a path names nothing.</summary>
    public static Refusal Missing(string what, string id) => new(Problem.NotFound, $"there is no {what} '{id}'");
}
