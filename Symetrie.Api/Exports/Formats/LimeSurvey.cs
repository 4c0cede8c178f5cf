using System.Text.RegularExpressions;
using Symetrie.Api.Exports.Cells;

namespace Symetrie.Api.Exports.Formats;

/// <summary>LimeSurvey: one header line with the questions' codes, their whole texts, or both (<c>G01Q01. Text</c>). Who has no date of submission did not submit.</summary>
internal sealed partial class LimeSurvey : IExportFormat
{
    private const int ColumnsLookedAt = 12;
    private const string Submitted = "submitdate";

    /// <inheritdoc/>
    public string Key => "limesurvey";

    /// <inheritdoc/>
    public bool Recognises(RowsHead head)
    {
        string[] first = [.. head[0].Cells.Take(ColumnsLookedAt).Select(NameOf)];
        return first.Contains(Submitted) && (first.Contains("lastpage") || first.Contains("startlanguage"));
    }

    /// <inheritdoc/>
    public ExportTable Open(RawRows rows) => new Table(rows);

    // "submitdate. Date submitted" is "submitdate".
    private static string NameOf(string header) => Headings.LimeSurvey.NameOf(Coded().Match(header) is { Success: true } coded ? coded.Groups["code"].Value : header);

    [GeneratedRegex(@"^(?<code>[A-Za-z]\w*(\[\w+\])*)\.\s+(?<text>.+)$", RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Coded();

    private sealed class Table : ExportTable
    {
        private static readonly NoResponse Partial = new("partial", "a response that was begun and not submitted (the date of submission is empty)");
        private readonly HeadRow header;
        private readonly int submitted;

        public Table(RawRows rows)
            : base(rows)
        {
            header = ReadHeader(rows);
            submitted = header.Cells.Take(ColumnsLookedAt).ToList().FindIndex(h => NameOf(h) == Submitted);

            // Codes and texts in one: then the first column is "id. Response ID".
            var coded = header.Cells.Select(h => Coded().Match(h)).ToList();
            if (coded is not [{ Success: true } first, ..] || first.Groups["code"].Value != "id")
            {
                Ids = [.. header.Cells.Take(ColumnsLookedAt).Select(Headings.LimeSurvey.NameOf)];
                return;
            }

            Ids = [.. coded.Select(c => c.Groups["code"].Value)];
            Labels = [.. coded.Zip(header.Cells).Select(c => c.First.Success ? c.First.Groups["text"].Value : c.Second)];
        }

        public override string Format => "limesurvey";

        public override IReadOnlyList<string> Headers => header.Cells;

        public override long HeaderLine => header.Line;

        public override IReadOnlyList<string> Ids { get; } = [];

        public override IReadOnlyList<string> Labels { get; } = [];

        // A question that was not shown; and the date of surveys that record none.
        public override IReadOnlyList<string> Missing => ["N/A", "1980-01-01 00:00:00"];

        protected override NoResponse? Judge() => Utf8.Trim(Cell(submitted)) is [] or [(byte)'N', (byte)'/', (byte)'A'] ? Partial : null;
    }
}
