using System.Text.Json.Nodes;
using Symetrie.Api.Endpoints.Document;
using Symetrie.Api.Endpoints.Errors;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Endpoints;

/// <summary>Erasing a respondent. There is no way to read one: answers leave the store through the command alone.</summary>
internal static class RespondentEndpoints
{
    /// <summary>Maps the erasure.</summary>
    public static void MapRespondents(this IEndpointRouteBuilder app, Store store) => app.Delete("/v1/respondents/{hash}", Deleting(), async context =>
    {
        var person = PersonNumber.Parse(context.Path("hash")) ?? throw Refusal.Value("hash", "a respondent's keyed hash is 16 hex digits");
        // Rewriting the files is work, not waiting; and it goes on when the client has gone.
        var outcome = await Task.Run(() => store.Erasures.Erase([person])[0]);
        await Replies.Write(context, outcome);
    });

    private static Route Deleting() => new("eraseRespondent", "respondents", "Erase all that is stored of a respondent")
    {
        Scope = Scope.Admin,
        Description = "Answers, earlier versions and stored tallies are gone from the database and its files when this answers, and later exports cannot bring them back. "
            + "Published figures stay until the rules of disclosure let them change; the next run decides. A hash nobody answered under is kept out all the same. Erasing twice changes nothing.",
        Path = [Shared.Id("hash", "The respondent's keyed hash, 16 hex digits, as the command `erase` shows it.", "1f0c9a7b3d2c4e6f")],
        Answers = [new AnswerDoc(200, "The respondent is erased.", new ContentDoc(Shared.Json, new Shape.Typed(typeof(ErasureOutcome)), new JsonObject
        {
            ["responses"] = 2,
            ["earlierVersions"] = 1,
            ["tallies"] = 2,
            ["alreadyErased"] = false,
            ["purged"] = true,
        }))],
        Problems = [400],
    };
}
