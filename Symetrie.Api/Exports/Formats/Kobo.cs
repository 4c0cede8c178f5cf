using Symetrie.Analytics.Surveys;
using Symetrie.Api.Exports.Cells;

namespace Symetrie.Api.Exports.Formats;

/// <summary>KoBoToolbox and ODK: questions under the path of their groups, joined by <c>/</c>, <c>.</c> or <c>-</c>. A codebook may name a question without its groups.</summary>
internal sealed class Kobo : IExportFormat
{
    private static readonly string[] About = ["SubmissionDate", "start", "end", "today", "deviceid"];
    private static readonly char[] Joints = ['/', '.', '-'];

    /// <inheritdoc/>
    public string Key => "kobo";

    /// <inheritdoc/>
    public bool Recognises(RowsHead head)
    {
        var names = head[0].Cells.Select(LastOf).ToHashSet(StringComparer.Ordinal);
        if (names.Contains("_uuid") && (names.Contains("_submission_time") || names.Contains("_id"))) return true;
        return (names.Contains("instanceID") || names.Contains("KEY")) && About.Count(names.Contains) >= 2;
    }

    /// <inheritdoc/>
    public ExportTable Open(RawRows rows) => new Table(rows);

    // A path has no spaces: what has is the wording of a question, and its full stops are its own.
    private static string LastOf(string header) => header.Contains(' ', StringComparison.Ordinal) ? header : header[(header.LastIndexOfAny(Joints) + 1)..];

    private sealed class Table : ExportTable
    {
        private static readonly NoResponse NotApproved = new("not-approved", "a submission that its reviewers did not approve");
        private readonly HeadRow header;
        private readonly int review;

        public Table(RawRows rows)
            : base(rows)
        {
            header = ReadHeader(rows);
            Ids = [.. header.Cells.Select(LastOf)];
            review = header.Cells.ToList().FindIndex(h => h is "_validation_status" or "ReviewState");
        }

        public override string Format => "kobo";

        public override IReadOnlyList<string> Headers => header.Cells;

        public override IReadOnlyList<string> Ids { get; }

        public override long HeaderLine => header.Line;

        public override IReadOnlyList<string> Missing => ["n/a"];

        // KoBoToolbox writes when a submission came in as UTC, without saying so.
        public override TimeZoneInfo? ZoneOf(int column) => column >= 0 && header[column] == "_submission_time" ? TimeZoneInfo.Utc : null;

        protected override NoResponse? Judge() =>
            review >= 0 && Utf8.Trim(Cell(review)) is { Length: > 0 } cell && TextKey.Of(System.Text.Encoding.UTF8.GetString(cell)) is "validation status not approved" or "not approved" or "rejected" ? NotApproved : null;
    }
}
