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
        var head = Head(report);
        terminal.Data.Line((report.Name, AsWritten.Bold), ($": {head}{(report.Codebook is null ? "" : $", codebook {report.Codebook}")}{Shape(report)}", null));
        if (report.Refusal is { } refusal) terminal.Data.Line(("  ", null), ($"{refusal}{(report.RefusalCode == "bad-rows" ? " (--on-error skip)" : "")}", AsWritten.Red));
        if (report.Personal.Count > 0) terminal.Data.Line(($"  not read, because they tell who somebody is: {string.Join(", ", report.Personal.Select(p => $"{p.Column} ({p.Kind})"))}", null));
        if (report.Proposal is { } proposal) terminal.Data.Line(($"  a codebook can be proposed from it ({proposal.Codebook["layout"]}, {proposal.Choices.Count} choices, {proposal.Open.Count} left to decide): symetrie codebook propose FILE --out codebook.json", null));
        if (report.Read > 0) terminal.Data.Write(Counts(report));
        if (report.Changes is { } changes) terminal.Data.Line(($"  updated: {string.Join(", ", changes.Columns.Select(c => $"{c.Column} in {c.Responses:N0}"))}; first on line {string.Join(", ", changes.Samples.Take(MostSamples).Select(s => s.Line))}", null));
        if (report.UnknownTeams.Count > 0) terminal.Data.Line(($"  teams that were not put in: {string.Join(", ", report.UnknownTeams.Select(t => t.Suggestion is null ? t.Team : $"{t.Team} (near {t.Suggestion})"))}", null));
        if (report.Shape is { DateOrder: { } order }) terminal.Data.Line(("  ", null), (order, AsWritten.Grey));
        foreach (var kind in report.Shape?.Skipped ?? []) terminal.Data.Line(($"  left out: {kind.Count:N0} {kind.Code}, {kind.Reason}", null));
        if (report.Problems.Count > 0) terminal.Data.Write(Problems(report));
        if (report.Pairing.Count > 0) terminal.Data.Write(Pairing(report));
    }

    /// <summary>Writes a report as one line.</summary>
    public static void Line(Terminal terminal, ImportReport report)
    {
        var counts = $"read {report.Read:N0}, added {report.Added:N0}, updated {report.Updated:N0}, unchanged {report.Unchanged:N0}, duplicate {report.Duplicates:N0}, skipped {report.Skipped:N0}, rejected {report.Rejected:N0}";
        terminal.Out.WriteLine($"{report.Name}: {Head(report)}{(report.Codebook is null ? "" : $", codebook {report.Codebook}")}{(report.Replayed ? "" : $": {(report.Refusal is { } refusal ? OneLine(refusal) : counts)}")}");
    }

    /// <summary>Writes what became of several files.</summary>
    public static void Summary(Terminal terminal, IReadOnlyList<ImportReport> reports)
    {
        var states = reports.GroupBy(r => r.State, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Count():N0} {g.Key}");
        var fresh = reports.Where(r => !r.Replayed).ToArray();
        terminal.Out.WriteLine($"{reports.Count:N0} files: {string.Join(", ", states)}; read {fresh.Sum(r => r.Read):N0}, added {fresh.Sum(r => r.Added):N0}, updated {fresh.Sum(r => r.Updated):N0}, unchanged {fresh.Sum(r => r.Unchanged):N0}, rejected {fresh.Sum(r => r.Rejected):N0}");
    }

    private static string Head(ImportReport report) =>
        report.Replayed ? $"the same file as {report.Id}, nothing to do" : report.Id is null ? report.State : $"{report.State} as {report.Id}";

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    private static string Shape(ImportReport report) => report.Shape is not { } shape
        ? ""
        : $" ({shape.Format}{(shape.Container.Length > 0 && shape.Container != shape.Format ? $" in {shape.Container}" : "")}{(shape.Sheet is { } sheet ? $", sheet {sheet}" : "")}, {shape.Encoding}{(shape.Delimiter is { } mark ? $", delimiter {(mark == '\t' ? "tab" : mark)}" : "")}{(shape.DecimalMark is { } point ? $", decimal mark {point}" : "")}, header on line {shape.HeaderLine})";

    private static Table Counts(ImportReport report)
    {
        var table = AsWritten.Table("read", "added", "updated", "unchanged", "duplicate", "skipped", "rejected", "blank", "erased");
        table.AddTexts(new[] { report.Read, report.Added, report.Updated, report.Unchanged, report.Duplicates, report.Skipped, report.Rejected, report.Blank, report.Erased }.Select(n => $"{n:N0}"));
        return table;
    }

    private static Table Problems(ImportReport report)
    {
        var table = AsWritten.Table("problem", "rows", "line", "column", "text", "why");
        foreach (var group in report.Problems)
            foreach (var (sample, i) in group.Samples.Take(MostSamples).Select((s, i) => (s, i)))
                table.AddTexts([i == 0 ? group.Code : "", i == 0 ? $"{group.Total:N0}" : "", $"{sample.Line}", sample.Column ?? "", sample.Text ?? "", sample.Suggestion is { } meant ? $"{sample.Reason}; '{meant}'?" : sample.Reason]);
        return table;
    }

    private static Table Pairing(ImportReport report)
    {
        var table = AsWritten.Table("period", "both voices", "employees only", "customers only");
        foreach (var period in report.Pairing.TakeLast(MostPeriods))
            table.AddTexts([period.Period, $"{period.Both}", Teams(period.EmployeeOnly, period.EmployeeOnlyTeams), Teams(period.CustomerOnly, period.CustomerOnlyTeams)]);
        if (report.Pairing.Count > MostPeriods) table.Caption($"the last {MostPeriods} of {report.Pairing.Count} periods");
        return table;
    }

    private static string Teams(int count, IReadOnlyList<string> keys) =>
        count == 0 ? "0" : $"{count}: {string.Join(", ", keys.Take(MostTeams))}{(count > MostTeams ? ", …" : "")}";
}
