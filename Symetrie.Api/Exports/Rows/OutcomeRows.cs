using System.Text;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Exports.Cells;

namespace Symetrie.Api.Exports.Rows;

/// <summary>A row an outcome: team, period, metric, value and perhaps the denominator. Where the value is empty, nobody measured it: the row is blank.</summary>
internal sealed class OutcomeRows : RowReader
{
    private const decimal Largest = 1_000_000_000_000_000m;
    private readonly MetricNames names;
    private readonly int metric;
    private readonly int value;
    private readonly int n;

    /// <summary>A reader of the rows of <paramref name="source"/>.</summary>
    public OutcomeRows(RowSource source)
        : base(source)
    {
        var (binding, columns) = (source.Binding, source.Codebook.Columns);
        names = new MetricNames(source.Codebook.Metrics);
        (metric, value, n) = (binding.Of(columns.Metric), binding.Of(columns.Value), binding.Of(columns.N));
    }

    /// <inheritdoc/>
    protected override ExportRow ReadRow(string team)
    {
        if (!TryDay(out var day, out var rejected)) return rejected;
        ReadOnlySpan<byte> metricCell = Cell(metric), valueCell = Cell(value), countCell = Cell(n);
        if (metricCell.Length == 0) return Reject(metric, "missing-metric", "the row names no metric");
        var place = metricCell.Length > 400 ? -1 : names.Find(Encoding.UTF8.GetString(metricCell));
        if (place < 0) return Reject(metric, "unknown-metric", "no metric of the codebook");
        if (valueCell.Length == 0) return ExportRow.Nothing;
        if (!Source.Numbers.TryRead(valueCell, out var number))
            return Reject(value, "not-a-number", NumberCells.LooksLikeNumber(valueCell) ? $"the decimal mark of this file is '{Source.Numbers.Mark}'" : "not a number");
        if (Math.Abs(number) > Largest) return Reject(value, "out-of-range", "beyond 10^15");
        var count = (long?)null;
        if (countCell.Length > 0)
        {
            if (!NumberCells.TryReadCount(countCell, out var read) || read > AggregateRows.MostAnswers) return Reject(n, "bad-count", "not a whole number from 0 to 1,000,000,000");
            count = read;
        }

        var content = new MeasuredOutcome(Source.Codebook.Metrics[place].Key, (double)number, count).Write();
        return new ExportRow(new Response { Line = Source.Table.Line, Team = team, Day = day, Content = content }, null, false);
    }
}
