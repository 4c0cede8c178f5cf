using System.Text.Json.Nodes;
using Symetrie.Api.Endpoints.Document;
using Symetrie.Api.Endpoints.Requests;
using Symetrie.Api.Imports;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Endpoints;

/// <summary>What the document says of imports.</summary>
internal static class ImportRoutes
{
    private const string Tag = "imports";
    internal const long LargestExport = 4L << 30;

    public static Route Posting { get; } = new("importExport", Tag, "Take an export in")
    {
        Scope = Scope.Ingest,
        Description = "The file is the body, as curl --data-binary sends it, whatever the content type says; or the one file of a multipart form; Content-Encoding gzip, br and deflate are unpacked, and so are a .gz file and a ZIP archive of one file. "
            + "One transaction: a response that was seen before is unchanged or updated, never doubled. The next run takes it into the results. "
            + "A file that cannot be taken is answered with 422, the same report in it, and changes nothing; a header that does not fit is told at once. "
            + "The answer waits up to 10 seconds for the end, or as long as Prefer says; then it is 202, and the import goes on by itself, one after another: its progress is at the address in Location. "
            + "Sent again under its Idempotency-Key, a request gets its first answer (with Idempotency-Replayed: true) until its import is undone; the key with other content or parameters is 422, while it still runs 409. "
            + "Without a key the content decides: what is still running is 409, and a file that is the newest standing import of its codebook, byte for byte and asked for alike, gets that import's report again.",
        Query =
        [
            new Parameter("codebook", "The codebook to read it by; by default the one whose columns match. Where none does, the answer is 422 with a proposed codebook as the member proposal.") { Example = "sample-employee" },
            new Parameter("date", "The day of all responses, where the export has no date column.") { Example = "2026-09-30" },
            new Parameter("sheet", "The sheet of a workbook, by its name or its number from 1; by default the one with most cells among its first rows.") { Example = "Answers" },
            new Parameter("header", "The line, or the sheet's row, on which the header stands; by default it is found.") { Type = "integer", Example = 3 },
            new Parameter("dryRun", "Whether only to say what would happen: the same work, and nothing is kept.") { Type = "boolean", Default = false, Example = true },
            new Parameter("onError", "What to do with bad rows: refuse the file, or leave them out and report them.") { Values = ["reject", "skip"], Default = "reject", Example = "skip" },
            new Parameter("name", "The file's name, for people.") { Example = "employees-2026-q3.csv" },
        ],
        Headers =
        [
            new Parameter(Preferences.IdempotencyKey, "A key of your choice, up to 255 visible ASCII characters, under which this very request may be sent again.") { Example = "employees-2026-w40" },
            new Parameter("Prefer", "How long to wait for the end: wait=n in seconds, up to 600; respond-async waits for nothing but the header.") { Example = "wait=30" },
        ],
        Body = new BodyDoc("The export.",
        [
            new ContentDoc("text/csv", new Shape.Plain(), JsonValue.Create("shop,id,submitted,Q1\r\nS16,e-0042,2026-09-30,4\r\n")),
            new ContentDoc("application/json", new Shape.Given("ResponsesUpload", ResponsesSchema()), JsonNode.Parse("""{"responses":[{"team":"S16","submittedAt":"2026-09-30T09:12:00+02:00","respondent":"e-0042","answers":{"Q1":4}}]}""")),
            new ContentDoc("application/x-ndjson", new Shape.Plain(), JsonValue.Create("{\"team\":\"S16\",\"submittedAt\":\"2026-09-30\",\"respondent\":\"e-0042\",\"answers\":{\"Q1\":4}}\n")),
            new ContentDoc("application/octet-stream", new Shape.Plain("binary"), null),
            new ContentDoc("application/x-www-form-urlencoded", new Shape.Plain("binary"), null),
            new ContentDoc("multipart/form-data", new Shape.Given("ExportForm", FormSchema()), null),
        ]),
        Answers =
        [
            new AnswerDoc(200, "It was taken in; or would be, in a dry run.", Report()) { Headers = [("Content-Location", "Where the report can be read again."), ("Idempotency-Replayed", "true where this is the answer of an earlier request."), ("Preference-Applied", "The preference that was followed.")] },
            new AnswerDoc(202, "It goes on by itself.", Running()) { Headers = [("Location", "Where its progress and report are."), ("Retry-After", "When to look again, in seconds."), ("Preference-Applied", "The preference that was followed.")] },
        ],
        Problems = [400, 409, 413, 415, 422],
        BodyLimit = LargestExport,
    };

    public static Route Listing { get; } = new("listImports", Tag, "The imports, newest first")
    {
        Scope = Scope.Ingest,
        Description = "Every import, undone ones too. The report of one is at its own address. What was refused, cancelled or failed is kept for 30 days, the newest 200 of them.",
        Query = [new Parameter("all", "Whether to list what came to nothing, too.") { Type = "boolean", Default = false, Example = true }, .. Shared.Page],
        Answers = [Shared.Rows("The imports.", "Import", "An import.", ImportRow.Table.Fields)],
        Problems = [400],
    };

    public static Route One { get; } = new("getImport", Tag, "The report of an import, or how far it is")
    {
        Scope = Scope.Ingest,
        Description = "By the id of an import (i-1) or of a posting (p-…): of whatever was sent, taken in or not. While state is queued or running, progress tells rows, bytes and percent; then the report is the one that was given when it ended. "
            + "A dry run is kept until 50 others have come or the program ends.",
        Path = [Shared.Id("id", "The import's or posting's id.", "i-1")],
        Answers = [new AnswerDoc(200, "The report.", Report()) { Headers = [("Retry-After", "When to look again, in seconds, while it has not ended.")] }],
        Problems = [400, 404],
    };

    public static Route Events { get; } = new("watchImport", Tag, "How an import goes, as server-sent events")
    {
        Scope = Scope.Ingest,
        Description = "An event progress (state, rows, bytes, totalBytes, percent) whenever something moved, then one event end with the report, and the answer is over. Of an import that has ended: end alone.",
        Path = [Shared.Id("id", "The import's or posting's id.", "p-5f1c0e9a7b3d2c4e6f80")],
        Answers = [new AnswerDoc(200, "The events.", new ContentDoc("text/event-stream", new Shape.Plain(), JsonValue.Create("event: progress\ndata: {\"posting\":\"p-5f1c0e9a7b3d2c4e6f80\",\"state\":\"running\",\"rows\":163840,\"bytes\":10485760,\"totalBytes\":27262976,\"percent\":38.5}\n\n")))],
        Problems = [400, 404],
    };

    public static Route Errors { get; } = new("getImportErrors", Tag, "Every row of an import that was not taken")
    {
        Scope = Scope.Ingest,
        Description = "CSV (RFC 4180, UTF-8): the file, the physical line, the column, why, the text as sent and what was probably meant. Cells that a spreadsheet would take for a formula begin with an apostrophe. "
            + "No row names a respondent: the line does. Up to 1,000,000 rows; kept with the import, and of refused files as long as these are listed.",
        Path = [Shared.Id("id", "The import's or posting's id.", "i-1")],
        Answers = [new AnswerDoc(200, "The rows; the header alone where all were taken.", new ContentDoc(Shared.Csv, new Shape.Plain(), JsonValue.Create(RejectedRows.Header + "employees.csv,17,Q2,out-of-scale,the scale goes from 1 to 5,9,\r\n"))) { Headers = [("Content-Disposition", "A name for the file.")] }],
        Problems = [400, 404],
    };

    public static Route Deleting { get; } = new("undoImport", Tag, "Undo an import")
    {
        Scope = Scope.Admin,
        Description = "Exactly, and in any order: what only this import said is gone, what it changed is as before, what a later import said too stays. The next run takes it into the results. One that has not ended is cancelled: then nothing of it was taken in.",
        Path = [Shared.Id("id", "The import's or posting's id.", "i-1")],
        Answers = [new AnswerDoc(200, "It is undone.", new ContentDoc(Shared.Json, new Shape.Typed(typeof(UndoOutcome)), new JsonObject { ["removed"] = 120, ["restored"] = 4, ["kept"] = 0 }))],
        Problems = [400, 404, 409],
    };

    private static ContentDoc Report() => new(Shared.Json, new Shape.Typed(typeof(ImportReport)), Example(new ImportReport
    {
        Id = "i-1",
        Posting = "p-5f1c0e9a7b3d2c4e6f80",
        State = "imported",
        Name = "employees-2026-q3.csv",
        Codebook = "sample-employee",
        Read = 640,
        Added = 638,
        Updated = 2,
        Changes = new UpdatedRows([new ChangedColumn("Q1", 2)], [new ChangedRow(17, ["Q1"]), new ChangedRow(40, ["Q1"])]),
        Pairing = [new PeriodPairing("2026-Q3", 37, 1, 1, ["S36"], ["S31"])],
    }));

    private static ContentDoc Running() => new(Shared.Json, new Shape.Typed(typeof(ImportReport)), Example(new ImportReport
    {
        Posting = "p-5f1c0e9a7b3d2c4e6f80",
        State = "running",
        Name = "customers.csv",
        Codebook = "sample-customer",
        Progress = new ImportProgress(163840, 10485760, 27262976),
    }));

    private static JsonNode Example(ImportReport report)
    {
        var example = JsonNode.Parse(ImportLedger.Write(report))!;
        example["shape"] = JsonNode.Parse("""
            {"format":"csv","encoding":"utf-8","delimiter":",","decimalMark":null,"headerLine":1,"columns":[{"header":"shop","takenFor":"team","label":"","id":""},{"header":"email","takenFor":"ignored","label":"","id":""}],
            "container":"csv","sheet":null,"labelsLine":null,"dateOrder":null,"skipped":[]}
            """);
        example["personal"] = JsonNode.Parse("""[{"column":"email","kind":"e-mail"}]""");
        return example;
    }

    private static JsonObject ResponsesSchema() => JsonNode.Parse("""
        {"type":"object","required":["responses"],"properties":{"responses":{"type":"array","description":"The responses. Their keys, and those of answers, are what a codebook's columns name.",
        "items":{"type":"object","additionalProperties":{"description":"Team, respondent, date, … as the codebook's columns name them."},"properties":{"answers":{"type":"object","additionalProperties":{"description":"The answer to the item whose column is called so."},"description":"The answers by the item's column."}}}}}}
        """)!.AsObject();

    private static JsonObject FormSchema() => JsonNode.Parse("""
        {"type":"object","required":["file"],"properties":{"file":{"type":"string","format":"binary","description":"The export."}}}
        """)!.AsObject();
}
