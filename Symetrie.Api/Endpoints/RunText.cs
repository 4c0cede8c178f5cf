using Symetrie.Api.Access;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Endpoints;

/// <summary>What is said of a failed run. The reason may speak of teams and answers that are not published, so that only administrators read it.</summary>
internal static class RunText
{
    private const string Hidden = "the run failed; a key of scope admin is told why, at /v1/runs";

    /// <summary>Why a run failed; null where it did not.</summary>
    public static string? Error(StoredRun? run, bool admin) => run?.Error is null ? null : admin ? run.Error : Hidden;

    /// <summary>Whether the caller holds a key of scope admin.</summary>
    public static bool IsForAdmin(HttpContext context) => context.User.HasClaim(Policies.Claim, Policies.Of(Scope.Admin));
}
