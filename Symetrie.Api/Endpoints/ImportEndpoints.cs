using System.Text.Json.Nodes;
using Symetrie.Api.Endpoints.Document;
using Symetrie.Api.Endpoints.Errors;
using Symetrie.Api.Endpoints.Requests;
using Symetrie.Api.Endpoints.Rows;
using Symetrie.Api.Imports;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Endpoints;

/// <summary>Exports in, and out again.</summary>
internal static class ImportEndpoints
{
    private const string Tag = "imports";
    private const long LargestExport = 4L << 30;

    private static readonly Table<StoredImport> Table = new Table<StoredImport>()
        .Text("id", "The id.", i => i.Id, key: true)
        .Text("codebook", "The codebook it was read by.", i => i.Codebook)
        .Text("name", "The file's name.", i => i.Name)
        .Text("contentHash", "SHA-256 of the bytes as sent, unpacked, in hex.", i => i.ContentHash)
        .Instant("createdAt", "When it was taken in, UTC.", i => i.CreatedAt)
        .Instant("undoneAt", "When it was undone, UTC; null while it stands.", i => i.UndoneAt, nullable: true);

    /// <summary>Maps the imports.</summary>
    public static void MapImports(this IEndpointRouteBuilder app, Store store, Importer importer)
    {
        app.Post("/v1/imports", Posting(), context => Post(context, store, importer));
        app.Get("/v1/imports", Listing(), context => TableStream.Write(context, "imports", Table, store.Responses.Imports(), snapshot: null));
        app.Get("/v1/imports/{id}", One(), context => Replies.Text(context, Find(store, context.Path("id")).Report));
        app.Delete("/v1/imports/{id}", Deleting(), context =>
        {
            var import = Find(store, context.Path("id"));
            var undone = import.UndoneAt is null ? store.Responses.Undo(import.Id) : null;
            return Replies.Write(context, undone ?? throw new Refusal(Problem.Conflict, $"import '{import.Id}' is undone already"));
        });
    }

    private static StoredImport Find(Store store, string id) => store.Responses.Find(id) ?? throw RouteMap.Missing("import", id);

    private static async Task Post(HttpContext context, Store store, Importer importer)
    {
        var (request, codebook) = (context.Request, context.Request.One("codebook"));
        var skip = request.OneOf("onError", "reject", "skip") == "skip";
        var (dryRun, name) = (request.Truth("dryRun"), request.One("name"));
        var day = request.One("date") is { } said ? DateOnly.TryParseExact(said, "yyyy-MM-dd", out var date) ? date : throw Refusal.Value("date", $"'{said}' is no day such as 2026-09-30") : (DateOnly?)null;
        if (codebook is not null && store.Codebooks.Find(codebook) is null) throw Refusal.Value("codebook", $"there is no codebook '{codebook}'; GET /v1/codebooks lists them");
        await using var upload = await Upload.Receive(context);
        var import = new ImportRequest(upload.Content, name ?? upload.Name ?? "export") { Codebook = codebook, Day = day, DryRun = dryRun, SkipBadRows = skip };
        // Reading and merging is work, not waiting: off the thread that serves requests.
        var report = await Task.Run(() => importer.Run(import, cancel: context.RequestAborted), context.RequestAborted);
        if (report.State == "refused") throw new Refusal(Problem.ImportRefused, report.Refusal!) { Members = new Dictionary<string, object?> { ["report"] = report } };
        if (report.Id is { } id) context.Response.Headers.ContentLocation = $"/v1/imports/{id}";
        await context.Response.WriteAsJsonAsync(report, Importer.Json, context.RequestAborted);
    }

    private static Route Posting() => new("importExport", Tag, "Take an export in")
    {
        Scope = Scope.Ingest,
        Description = "The file is the body, as curl --data-binary sends it, whatever the content type says; or the one file of a multipart form; Content-Encoding gzip, br and deflate are unpacked. "
            + "One transaction: a response that was seen before is unchanged or updated, never doubled. The next run takes it into the results. "
            + "A file that cannot be taken is answered with 422, the same report in it, and changes nothing.",
        Query =
        [
            new Parameter("codebook", "The codebook to read it by; by default the one whose columns match.") { Example = "sample-employee" },
            new Parameter("date", "The day of all responses, where the export has no date column.") { Example = "2026-09-30" },
            new Parameter("dryRun", "Whether only to say what would happen: the same work, and nothing is kept.") { Type = "boolean", Default = false, Example = true },
            new Parameter("onError", "What to do with bad rows: refuse the file, or leave them out and report them.") { Values = ["reject", "skip"], Default = "reject", Example = "skip" },
            new Parameter("name", "The file's name, for people.") { Example = "employees-2026-q3.csv" },
        ],
        Body = new BodyDoc("The export.",
        [
            new ContentDoc("text/csv", new Shape.Plain(), JsonValue.Create("shop,id,submitted,Q1\r\nS16,e-0042,2026-09-30,4\r\n")),
            new ContentDoc("application/octet-stream", new Shape.Plain("binary"), null),
            new ContentDoc("application/x-www-form-urlencoded", new Shape.Plain("binary"), null),
            new ContentDoc("multipart/form-data", new Shape.Given("ExportForm", FormSchema()), null),
        ]),
        Answers = [new AnswerDoc(200, "It was taken in; or would be, in a dry run.", Report()) { Headers = [("Content-Location", "Where the report can be read again.")] }],
        Problems = [400, 413, 415, 422],
        BodyLimit = LargestExport,
    };

    private static Route Listing() => new("listImports", Tag, "The imports, newest first")
    {
        Scope = Scope.Ingest,
        Description = "Every import, undone ones too. The report of one is at its own address.",
        Query = Shared.Page,
        Answers = [Shared.Rows("The imports.", "Import", "An import.", Table.Fields)],
        Problems = [400],
    };

    private static Route One() => new("getImport", Tag, "The report of an import")
    {
        Scope = Scope.Ingest,
        Description = "The report as it was given when the export was taken in.",
        Path = [Shared.Id("id", "The import's id.", "i-1")],
        Answers = [new AnswerDoc(200, "The report.", Report())],
        Problems = [400, 404],
    };

    private static Route Deleting() => new("undoImport", Tag, "Undo an import")
    {
        Scope = Scope.Admin,
        Description = "Exactly, and in any order: what only this import said is gone, what it changed is as before, what a later import said too stays. The next run takes it into the results.",
        Path = [Shared.Id("id", "The import's id.", "i-1")],
        Answers = [new AnswerDoc(200, "It is undone.", new ContentDoc(Shared.Json, new Shape.Typed(typeof(UndoOutcome)), new JsonObject { ["removed"] = 120, ["restored"] = 4, ["kept"] = 0 }))],
        Problems = [400, 404, 409],
    };

    private static ContentDoc Report() => new(Shared.Json, new Shape.Typed(typeof(ImportReport)), JsonNode.Parse("""
        {"id":"i-1","state":"imported","name":"employees-2026-q3.csv","codebook":"sample-employee","shape":{"format":"csv","encoding":"utf-8","delimiter":",","decimalMark":null,"headerLine":1,"columns":[{"header":"shop","takenFor":"team","label":"","id":""}],"container":"csv","sheet":null,"labelsLine":null,"dateOrder":null,"skipped":[]},
        "read":640,"added":640,"updated":0,"unchanged":0,"duplicates":0,"rejected":0,"blank":0,"erased":0,"problems":[],
        "pairing":[{"period":"2026-Q3","both":37,"employeeOnly":1,"customerOnly":1,"employeeOnlyTeams":["S36"],"customerOnlyTeams":["S31"]}],"refusal":null,"refusalCode":null,"refusalLine":null}
        """));

    private static JsonObject FormSchema() => JsonNode.Parse("""
        {"type":"object","required":["file"],"properties":{"file":{"type":"string","format":"binary","description":"The export."}}}
        """)!.AsObject();
}
