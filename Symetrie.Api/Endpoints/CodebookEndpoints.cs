using System.Text.Json.Nodes;
using Symetrie.Api.Endpoints.Document;
using Symetrie.Api.Endpoints.Errors;
using Symetrie.Api.Endpoints.Requests;
using Symetrie.Api.Endpoints.Rows;
using Symetrie.Api.Imports;
using Symetrie.Api.Imports.Proposals;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Endpoints;

/// <summary>Questionnaires.</summary>
internal static class CodebookEndpoints
{
    private const string Tag = "codebooks";

    private static readonly Table<StoredCodebook> Table = new Table<StoredCodebook>()
        .Text("key", "The key, as imports name it.", c => c.Codebook.Key, key: true)
        .Integer("version", "The version: 1, 2, 3, …", c => c.Version, "1")
        .Text("voice", "Whose questionnaire it is.", c => CodebookFile.VoiceOf(c.Codebook), values: ["employee", "customer"])
        .Text("layout", "How its exports are laid out.", c => CodebookFile.LayoutOf(c.Codebook), values: CodebookFile.LayoutTexts)
        .Text("title", "The title.", c => c.Codebook.Title)
        .Integer("items", "How many items it has.", c => c.Codebook.Items.Count)
        .Integer("dimensions", "How many dimensions they rate.", c => c.Codebook.Dimensions.Count)
        .Truth("comparable", "Whether all its dimensions are asked as the mirror asks them, with the same number of points and labels for both voices.", c => c.Codebook.Dimensions.Count > 0 && c.Codebook.Comparable.Count == c.Codebook.Dimensions.Count)
        .Instant("publishedAt", "When this version was taken in, UTC.", c => c.PublishedAt);

    /// <summary>Maps the codebooks.</summary>
    public static void MapCodebooks(this IEndpointRouteBuilder app, Store store)
    {
        app.Get("/v1/codebooks", Listing(), context => TableStream.Write(context, "codebooks", Table, store.Codebooks.All(), snapshot: null));
        app.Get("/v1/codebooks/{key}", One(), context => Replies.Sent(context, CodebookFile.Write(Find(context, store).Codebook)));
        app.Post("/v1/codebooks/propose", Proposing(), context => Propose(context, store));
        app.Put("/v1/codebooks/{key}", Putting(), context => Put(context, store));
        app.Delete("/v1/codebooks/{key}", Deleting(), context =>
        {
            Delete(store, context.Path("key"));
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        });
    }

    private static StoredCodebook Find(HttpContext context, Store store) => store.Codebooks.Find(context.Path("key")) ?? throw RouteMap.Missing("codebook", context.Path("key"));

    private static async Task Put(HttpContext context, Store store)
    {
        var codebook = CodebookFile.Read(await Upload.Json(context)).Or(BodyContent.Refused);
        if (codebook.Key != context.Path("key")) throw new Refusal(Problem.InvalidContent, $"key: '{codebook.Key}' is not the key in the address, '{context.Path("key")}'");
        var isNew = store.Codebooks.Find(codebook.Key) is null;
        var (stored, _) = store.Codebooks.Put(codebook);
        if (isNew) context.Response.Headers.Location = $"{context.Request.PathBase}/v1/codebooks/{Uri.EscapeDataString(codebook.Key)}";
        await TableStream.One(context, Table, stored, isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    private static async Task Propose(HttpContext context, Store store)
    {
        var voice = context.Request.OneOf("voice", PersonNumber.VoiceTexts);
        await using var upload = await Upload.Receive(context);
        var (proposal, refusal) = await Task.Run(() => Proposer.Try(upload.Content, store, voice), context.RequestAborted);
        await Replies.Write(context, proposal ?? throw new Refusal(Problem.ImportRefused, refusal!));
    }

    private static void Delete(Store store, string key)
    {
        try
        {
            if (!store.Codebooks.Delete(key)) throw RouteMap.Missing("codebook", key);
        }
        catch (InvalidOperationException used)
        {
            throw new Refusal(Problem.Conflict, used.Message);
        }
    }

    private static Route Listing() => new("listCodebooks", Tag, "The codebooks")
    {
        Description = "The newest version of every questionnaire.",
        Query = Shared.Page,
        Answers = [Shared.Rows("The codebooks.", "CodebookEntry", "A questionnaire in the list.", Table.Fields)],
        Problems = [400],
    };

    private static Route One() => new("getCodebook", Tag, "A codebook as it can be put again")
    {
        Description = "The newest version: which column of an export is what, the items, their scales, labels and missing codes.",
        Path = [Shared.Id("key", "The codebook's key.", "sample-employee")],
        Answers = [new AnswerDoc(200, "The codebook.", Content())],
        Problems = [400, 404],
    };

    private static Route Putting() => new("putCodebook", Tag, "Add or change a codebook")
    {
        Scope = Scope.Ingest,
        Description = "A codebook that has responses is not changed: what is put becomes its next version. The same content again changes nothing.",
        Path = [Shared.Id("key", "The codebook's key, the same as in the body.", "sample-employee")],
        Body = new BodyDoc("The codebook.", [Content()]),
        Answers =
        [
            Shared.Row(200, "It stands as put.", "CodebookEntry", "A questionnaire in the list.", Table.Fields),
            Shared.Row(201, "It is new.", "CodebookEntry", "A questionnaire in the list.", Table.Fields) with { Headers = [("Location", "Where it can be read.")] },
        ],
        Problems = [400, 413, 415, 422],
    };

    private static Route Proposing() => new("proposeCodebook", Tag, "Propose a codebook for an export")
    {
        Scope = Scope.Ingest,
        Description = "Looks at an export and proposes how to read it: layout, voice, which column is what, the items with scales, dimensions and keying. Each choice comes with its confidence and reason; what nobody could tell is null "
            + "in the codebook and listed under open. Nothing is stored: decide what is open, then put the codebook. No answer, id or free text is repeated in the answer; labels of scales and keys of items are.",
        Query = [new Parameter("voice", "Whose questionnaire it is, where the file does not tell.") { Values = PersonNumber.VoiceTexts, Example = "employee" }],
        Body = new BodyDoc("The export.",
        [
            new ContentDoc(Shared.Csv, new Shape.Plain(), JsonValue.Create("shop,id,submitted,Q1 I am treated with respect here\r\nS16,e-0042,2026-09-30,4\r\n")),
            new ContentDoc("application/octet-stream", new Shape.Plain("binary"), null),
        ]),
        Answers = [new AnswerDoc(200, "The proposal.", new ContentDoc(Shared.Json, new Shape.Given("CodebookProposal", ProposalSchema.Json()), ProposalSchema.Example()))],
        Problems = [400, 413, 415, 422],
        BodyLimit = ImportRoutes.LargestExport,
    };

    private static Route Deleting() => new("deleteCodebook", Tag, "Withdraw a codebook")
    {
        Scope = Scope.Ingest,
        Description = "Possible as long as it has no responses: undo its imports first.",
        Path = [Shared.Id("key", "The codebook's key.", "sample-employee")],
        Answers = [new AnswerDoc(204, "It is withdrawn.")],
        Problems = [400, 404, 409],
    };

    private static ContentDoc Content() => new(Shared.Json, new Shape.Given("Codebook", CodebookSchema.Json()), CodebookSchema.Example());
}
