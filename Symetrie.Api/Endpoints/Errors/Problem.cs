namespace Symetrie.Api.Endpoints.Errors;

/// <summary>A kind of problem a request can have. The slug is stable: clients may branch on it.</summary>
/// <param name="Slug">The slug; the problem's <c>type</c> is <c>/problems/</c> and it.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Title">The kind in a few words, the same for every occurrence.</param>
internal sealed record Problem(string Slug, int Status, string Title)
{
    public static readonly Problem UnknownParameter = new("unknown-parameter", 400, "Unknown parameter");
    public static readonly Problem BadValue = new("bad-value", 400, "Bad parameter value");
    public static readonly Problem BadCursor = new("bad-cursor", 400, "The cursor does not belong to this query");
    public static readonly Problem BadRequest = new("bad-request", 400, "Bad request");
    public static readonly Problem Unauthorized = new("unauthorized", 401, "A key is needed");
    public static readonly Problem Forbidden = new("forbidden", 403, "The key's scope is too small");
    public static readonly Problem NotFound = new("not-found", 404, "Not found");
    public static readonly Problem UnknownSnapshot = new("unknown-snapshot", 404, "Unknown snapshot");
    public static readonly Problem MethodNotAllowed = new("method-not-allowed", 405, "Method not allowed");
    public static readonly Problem Conflict = new("conflict", 409, "The store's state forbids this");
    public static readonly Problem ImportRunning = new("import-running", 409, "The same is being taken in");
    public static readonly Problem SnapshotGone = new("snapshot-gone", 410, "The snapshot was purged");
    public static readonly Problem TooLarge = new("too-large", 413, "The body is too large");
    public static readonly Problem UnsupportedMediaType = new("unsupported-media-type", 415, "Unsupported media type");
    public static readonly Problem ImportRefused = new("import-refused", 422, "The export was refused");
    public static readonly Problem KeyReused = new("idempotency-key-reused", 422, "The idempotency key belongs to another request");
    public static readonly Problem InvalidContent = new("invalid-content", 422, "The content is not valid");
    public static readonly Problem TooMany = new("too-many-requests", 429, "Too many requests");
    public static readonly Problem Internal = new("internal", 500, "Internal error");
    public static readonly Problem Busy = new("store-busy", 503, "The store is busy");
    public static readonly Problem Full = new("insufficient-storage", 507, "No space is left");
    public static readonly Problem NotReady = new("not-ready", 503, "Not ready");

    /// <summary>Every kind, by status.</summary>
    public static IReadOnlyList<Problem> All { get; } =
    [
        BadRequest, UnknownParameter, BadValue, BadCursor, Unauthorized, Forbidden, NotFound, UnknownSnapshot, MethodNotAllowed, Conflict, ImportRunning,
        SnapshotGone, TooLarge, UnsupportedMediaType, InvalidContent, ImportRefused, KeyReused, TooMany, Internal, Busy, NotReady, Full,
    ];

    /// <summary>The value of <c>type</c>.</summary>
    public string Type => "/problems/" + Slug;

    /// <summary>The kind that a bare status means.</summary>
    public static Problem Of(int status) =>
        All.FirstOrDefault(p => p.Status == status) ?? (status < 500 ? BadRequest : Internal) with { Status = status };
}

/// <summary>A request that cannot be answered: ends it wherever it is, as problem details.</summary>
/// <param name="problem">The kind.</param>
/// <param name="detail">What is wrong, naming the parameter, line or field.</param>
internal sealed class Refusal(Problem problem, string detail) : Exception(detail)
{
    /// <summary>The kind.</summary>
    public Problem Problem => problem;

    /// <summary>Headers to answer with.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Members beside the standard ones.</summary>
    public IReadOnlyDictionary<string, object?> Members { get; init; } = new Dictionary<string, object?>();

    /// <summary>A parameter has a value it cannot have.</summary>
    public static Refusal Value(string parameter, string reason) =>
        new(Problem.BadValue, $"parameter '{parameter}': {reason}") { Members = new Dictionary<string, object?> { ["parameter"] = parameter } };
}
