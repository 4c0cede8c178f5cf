using Symetrie.Api.Endpoints.Document;
using Symetrie.Api.Endpoints.Errors;
using Symetrie.Api.Endpoints.Kept;
using Symetrie.Api.Endpoints.Requests;
using Symetrie.Api.Imports;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Endpoints;

/// <summary>The referential: what is promised to customers and in mirror to employees, at which moments, and by which rituals.</summary>
internal static class ReferentialEndpoints
{
    private const string Tag = "practice";

    /// <summary>Maps the referential.</summary>
    public static void MapReferential(this IEndpointRouteBuilder app, Store store)
    {
        app.Get("/v1/referential", Reading(), context => Replies.Sent(context, Wanted(context, store)));
        app.Put("/v1/referential", Putting(), context => Put(context, store));
    }

    private static string Wanted(HttpContext context, Store store)
    {
        if (context.Request.One("snapshot") is not { } id) return ReferentialFile.Write(store.Deeds.Referential);
        var snapshot = SnapshotChoice.Named(store, id);
        return context.RequestServices.GetRequiredService<KeptSnapshots>().Tables(snapshot).Referential ?? throw new Refusal(Problem.NotFound, $"snapshot '{id}' is of before referentials were kept with snapshots");
    }

    private static async Task Put(HttpContext context, Store store)
    {
        var referential = ReferentialFile.Read(await Upload.Json(context)).Or(BodyContent.Refused);
        store.Deeds.SetReferential(referential);
        await Replies.Sent(context, ReferentialFile.Write(referential));
    }

    private static Route Reading() => new("getReferential", Tag, "Promises, moments of truth and rituals")
    {
        Description = "Dimension by dimension the promise to customers and the mirrored promise of managers to employees, the moments of truth of both, and the rituals held at them, in French and English. "
            + "Without a snapshot it is the one that stands now, which the next run takes in; with one, that by which its figures were made.",
        Query = [Shared.Snapshot],
        Answers = [new AnswerDoc(200, "The referential.", Content())],
        Problems = [400, 404, 410],
    };

    private static Route Putting() => new("putReferential", Tag, "Write promises, moments of truth and rituals down")
    {
        Scope = Scope.Admin,
        Description = "What is put replaces the whole referential, all or nothing; the next run takes it in, and snapshots keep the one they were made with. Names and questions of the mirror's dimensions may be left out and "
            + "stand as they are. Actions and counts of a ritual that is not in it any more are kept, and count again once it is.",
        Body = new BodyDoc("The referential.", [Content()]),
        Answers = [new AnswerDoc(200, "The referential as it stands now.", Content())],
        Problems = [400, 413, 415, 422],
    };

    private static ContentDoc Content() => new(Shared.Json, new Shape.Given("Referential", ReferentialSchema.Json()), ReferentialSchema.Example());
}
