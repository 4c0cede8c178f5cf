using System.IO.Compression;
using Symetrie.Api.Endpoints.Errors;
using Symetrie.Api.Endpoints.Requests;
using Symetrie.Api.Endpoints.Rows;
using Symetrie.Api.Imports;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Endpoints;

/// <summary>Exports in, and out again.</summary>
internal static class ImportEndpoints
{
    private const string Replayed = "Idempotency-Replayed";

    /// <summary>Maps the imports.</summary>
    public static void MapImports(this IEndpointRouteBuilder app, Store store, ImportDesk desk)
    {
        app.Post("/v1/imports", ImportRoutes.Posting, context => Post(context, store, desk));
        app.Get("/v1/imports", ImportRoutes.Listing, context => TableStream.Write(context, "imports", ImportRow.Table, ImportRow.All(store, context.Request.Truth("all")), snapshot: null));
        app.Get("/v1/imports/{id}", ImportRoutes.One, context => Tell(context, Find(desk, context.Path("id"))));
        app.Get("/v1/imports/{id}/events", ImportRoutes.Events, context => ImportEvents.Write(context, desk, context.Path("id"), store.Clock));
        app.Get("/v1/imports/{id}/errors.csv", ImportRoutes.Errors, context => Errors(context, desk, context.Path("id")));
        app.Delete("/v1/imports/{id}", ImportRoutes.Deleting, context => Delete(context, store, desk, context.Path("id")));
    }

    private static ImportReport Find(ImportDesk desk, string id) => desk.Find(id) ?? throw RouteMap.Missing("import", id);

    private static async Task Post(HttpContext context, Store store, ImportDesk desk)
    {
        var (request, codebook) = (context.Request, context.Request.One("codebook"));
        var skip = request.OneOf("onError", "reject", "skip") == "skip";
        var (dryRun, name, key) = (request.Truth("dryRun"), request.One("name"), request.Key());
        var day = request.One("date") is { } said ? DateOnly.TryParseExact(said, "yyyy-MM-dd", out var date) ? date : throw Refusal.Value("date", $"'{said}' is no day such as 2026-09-30") : (DateOnly?)null;
        var (sheet, header) = (request.One("sheet"), request.Number("header", 1, 1_000_000));
        if (codebook is not null && store.Codebooks.Find(codebook) is null) throw Refusal.Value("codebook", $"there is no codebook '{codebook}'; GET /v1/codebooks lists them");
        await using var upload = await Upload.Receive(context);
        var import = new ImportRequest(upload.Content, name ?? upload.Name ?? "export") { Codebook = codebook, Day = day, Sheet = sheet, HeaderLine = header, DryRun = dryRun, SkipBadRows = skip };
        // Reading is work, not waiting: off the thread that serves requests.
        var receipt = await Task.Run(() => desk.Accept(upload.Release(), import, key is null ? null : ImportLedger.KeyOf(context.Sender(), key)), context.RequestAborted);
        await Tell(context, await Wait(context, receipt));
    }

    // The file is here: whether its sender waits for the end or not, it is taken in.
    private static async Task<ImportReport> Wait(HttpContext context, Receipt receipt)
    {
        switch (receipt.Kind)
        {
            case ReceiptKind.Running:
                throw new Refusal(Problem.ImportRunning, $"the same content is being taken in as {receipt.Report.Posting}; see how far it is, or send it again when that has ended") { Headers = Place(receipt.Report) };
            case ReceiptKind.OtherContent:
                throw new Refusal(Problem.KeyReused, $"header '{Preferences.IdempotencyKey}': {receipt.Report.Posting} was sent under this key with other content or other parameters; a key is for one request") { Headers = Place(receipt.Report) };
            case ReceiptKind.Replayed:
                context.Response.Headers[Replayed] = "true";
                return receipt.Report;
            default:
                var (wait, applied) = context.Request.Wait();
                if (applied is not null) context.Response.Headers["Preference-Applied"] = applied;
                try
                {
                    return await receipt.Posting!.Ended.WaitAsync(wait, context.RequestAborted);
                }
                catch (TimeoutException)
                {
                    return receipt.Posting!.Report;
                }
        }
    }

    private static async Task Tell(HttpContext context, ImportReport report)
    {
        var posting = HttpMethods.IsPost(context.Request.Method);
        if (!report.HasEnded)
        {
            context.Response.Headers.RetryAfter = "1";
            if (posting) context.Response.Headers.Location = $"/v1/imports/{report.Posting}";
            if (posting) context.Response.StatusCode = StatusCodes.Status202Accepted;
        }
        else if (posting && report.State == "refused")
        {
            var headers = new Dictionary<string, string> { ["Content-Location"] = $"/v1/imports/{report.Posting}" };
            if (context.Response.Headers.ContainsKey(Replayed)) headers[Replayed] = "true";
            throw new Refusal(Problem.ImportRefused, report.Refusal!) { Members = Refused(report), Headers = headers };
        }
        else if (posting && (report.Id ?? report.Posting) is { } id)
        {
            context.Response.Headers.ContentLocation = $"/v1/imports/{id}";
        }

        await Replies.Text(context, ImportLedger.Write(report), context.Response.StatusCode);
    }

    private static Dictionary<string, object?> Refused(ImportReport report)
    {
        var members = new Dictionary<string, object?> { ["report"] = report };
        if (report.Proposal is { } proposal) members["proposal"] = proposal;
        return members;
    }

    private static Dictionary<string, string> Place(ImportReport report) => new() { ["Location"] = $"/v1/imports/{report.Posting}" };

    private static async Task Errors(HttpContext context, ImportDesk desk, string id)
    {
        var report = Find(desk, id);
        var packed = desk.Rejected(id);
        context.Response.ContentType = "text/csv; charset=utf-8";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"errors-{id}.csv\"";
        if (HttpMethods.IsHead(context.Request.Method)) return;
        if (packed is null && (report.Rejected > 0 || report.Refusal is not null))
            throw new Refusal(Problem.NotFound, report.HasEnded ? $"the rejected rows of import '{id}' are no longer kept, or never were" : $"import '{id}' has not ended");
        if (packed is null)
        {
            await context.Response.WriteAsync(RejectedRows.Header, context.RequestAborted);
            return;
        }

        await using var rows = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        await rows.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private static async Task Delete(HttpContext context, Store store, ImportDesk desk, string id)
    {
        if (desk.Live(id) is { } posting)
        {
            posting.Cancel();
            var ended = await posting.Ended.WaitAsync(context.RequestAborted);
            // It may have come to its end in between: then it is an import like any other.
            if (ended.Id is null)
            {
                await Replies.Write(context, new UndoOutcome(0, 0, 0));
                return;
            }
        }

        var import = Find(desk, id).Id is { } found ? store.Responses.Find(found) : null;
        if (import is null) throw new Refusal(Problem.Conflict, $"nothing of '{id}' was taken in");
        var undone = import.UndoneAt is null ? store.Responses.Undo(import.Id) : null;
        await Replies.Write(context, undone ?? throw new Refusal(Problem.Conflict, $"import '{import.Id}' is undone already"));
    }
}
