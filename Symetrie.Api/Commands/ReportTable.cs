using Spectre.Console;
using Symetrie.Api.Imports;

namespace Symetrie.Api.Commands;

/// <summary>The report of an import, for people.</summary>
internal static class ReportTable
{
    private const int MostSamples = 3;
    private const int MostPeriods = 8;
    private const int MostTeams = 4;

    /// <summary>Writes a report: counts, what was wrong by kind, and who found a partner.</summary>
    public static void Write(Terminal terminal, ImportReport report)
    {
        var head = report.Id is null ? report.State : $"{report.State} as {report.Id}";
        terminal.Data.MarkupLineInterpolated($"[bold]{report.Name}[/]: {head}{(report.Codebook is null ? "" : $", codebook {report.Codebook}")}{Shape(report)}");
        if (report.Refusal is { } refusal) terminal.Data.MarkupLineInterpolated($"  [red]{refusal}{(report.RefusalCode == "bad-rows" ? " (--on-error skip)" : "")}[/]");
        if (report.Read > 0) terminal.Data.Write(Counts(report));
        if (report.Shape is { DateOrder: { } order }) terminal.Data.MarkupLineInterpolated($"  [grey]{order}[/]");
        foreach (var kind in report.Shape?.Skipped ?? []) terminal.Data.MarkupLineInterpolated($"  left out: {kind.Count:N0} {kind.Code}, {kind.Reason}");
        if (report.Problems.Count > 0) terminal.Data.Write(Problems(report));
        if (report.Pairing.Count > 0) terminal.Data.Write(Pairing(report));
    }

    private static string Shape(ImportReport report) => report.Shape is not { } shape
        ? ""
        : $" ({shape.Format}, {shape.Encoding}{(shape.Delimiter is { } mark ? $", delimiter {(mark == '\t' ? "tab" : mark)}" : "")}{(shape.DecimalMark is { } point ? $", decimal mark {point}" : "")}, header on line {shape.HeaderLine})";

    private static Table Counts(ImportReport report)
    {
        var table = Simple("read", "added", "updated", "unchanged", "duplicate", "rejected", "blank", "erased");
        return table.AddRow([.. new[] { report.Read, report.Added, report.Updated, report.Unchanged, report.Duplicates, report.Rejected, report.Blank, report.Erased }.Select(n => $"{n:N0}")]);
    }

    private static Table Problems(ImportReport report)
    {
        var table = Simple("problem", "rows", "line", "column", "text", "why");
        foreach (var group in report.Problems)
            foreach (var (sample, i) in group.Samples.Take(MostSamples).Select((s, i) => (s, i)))
                table.AddRow([.. new[] { i == 0 ? group.Code : "", i == 0 ? $"{group.Total:N0}" : "", $"{sample.Line}", sample.Column ?? "", sample.Text ?? "", sample.Reason }.Select(Markup.Escape)]);
        return table;
    }

    private static Table Pairing(ImportReport report)
    {
        var table = Simple("period", "both voices", "employees only", "customers only");
        foreach (var period in report.Pairing.TakeLast(MostPeriods))
            table.AddRow([.. new[] { period.Period, $"{period.Both}", Teams(period.EmployeeOnly, period.EmployeeOnlyTeams), Teams(period.CustomerOnly, period.CustomerOnlyTeams) }.Select(Markup.Escape)]);
        if (report.Pairing.Count > MostPeriods) table.Caption($"the last {MostPeriods} of {report.Pairing.Count} periods");
        return table;
    }

    private static string Teams(int count, IReadOnlyList<string> keys) =>
        count == 0 ? "0" : $"{count}: {string.Join(", ", keys.Take(MostTeams))}{(count > MostTeams ? ", …" : "")}";

    private static Table Simple(params string[] columns) => new Table().Border(TableBorder.Simple).AddColumns(columns);
}
