using Spectre.Console;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Commands;

/// <summary>Where the chain from leaders to customers breaks, and what symmetry goes with: read from the newest snapshot's rows.</summary>
internal static class DemoChain
{
    private static readonly string[] Voices = ["employee", "customer", "gap"];

    /// <summary>Writes both; nothing of what nobody gave figures for.</summary>
    /// <param name="store">The store.</param>
    /// <param name="console">Where to.</param>
    public static void Write(Store store, IAnsiConsole console)
    {
        if (store.Snapshots.Latest() is not { } snapshot) return;
        var last = store.Snapshots.Tables(snapshot).Periods[^1].Key;
        Chain(console, last, PublishedRows.Of(store, snapshot, "cascade", ("period", last)).Where(r => r.Text("status") == "ok").ToArray());
        var outcomes = PublishedRows.Of(store, snapshot, "outcomes", ("period", last), ("dimension", "overall"), ("stratum", "all"), ("level", "pooled"), ("lag", "0")).Where(r => r.Text("status") == "ok").ToArray();
        foreach (var metric in outcomes.GroupBy(r => r.Text("metric"), StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)) Outcome(console, last, metric.ToArray());
    }

    // A node is named where the chain breaks on more than half of its subjects.
    private static void Chain(IAnsiConsole console, string last, PublishedRow[] rows)
    {
        if (rows.Length == 0) return;
        console.MarkupLineInterpolated($"[bold]From leaders to customers, {last}[/]: what is received and does not arrive, over {rows.Select(r => r.Text("dimension")).Distinct().Count()} subjects");
        // The root says the same as all teams together.
        foreach (var node in rows.Where(r => r.Text("team") != "all-teams").GroupBy(r => (Key: r.Text("team"), Name: r.Text("teamName"))))
        {
            var subjects = node.GroupBy(r => r.Text("dimension"), StringComparer.Ordinal).ToArray();
            var broken = subjects.Select(g => g.First().Text("breaksAfter")).Where(b => b.Length > 0).GroupBy(b => b, StringComparer.Ordinal).OrderByDescending(g => g.Count()).FirstOrDefault();
            if (broken is null || 2 * broken.Count() <= subjects.Length) continue;
            var worst = node.Where(r => r.Text("fromLevel") == broken.Key && r.Text("breaksAfter") == broken.Key && r.Text("verdict") == "lost").MaxBy(r => r.Real("gap"))!;
            console.MarkupLineInterpolated($"[red]breaks after {broken.Key}[/] in {node.Key.Name}: {broken.Count()} of {subjects.Length} subjects, most on {worst.Text("dimension")}: {worst.Real("gap"):0} points less [[{worst.Real("gapLower"):0}, {worst.Real("gapUpper"):0}]]");
        }

        var path = rows.Where(r => r.Real("path") is not null).MaxBy(r => r.Text("dimension") == "recognition" ? 1 : 0);
        if (path is not null) console.MarkupLineInterpolated($"[grey]a point more for {path.Text("fromLevel")} goes with {path.Real("path"):0.00;−0.00} [[{path.Real("pathLower"):0.00;−0.00}, {path.Real("pathUpper"):0.00;−0.00}]] for customers, passed on from level to level ({path.Text("dimension")}, {path.Count("topNodes")} areas): a chain that is broken somewhere carries little[/]");
        console.WriteLine();
    }

    private static void Outcome(IAnsiConsole console, string last, PublishedRow[] rows)
    {
        var links = rows.Where(r => Voices.Contains(r.Text("series"))).Select(r => $"{r.Text("series")} {r.Real("headline"):+0.00;−0.00} [{r.Real("headlineLower"):0.00;−0.00}, {r.Real("headlineUpper"):0.00;−0.00}]");
        console.MarkupLineInterpolated($"[bold]{rows[0].Text("metricName")}[/] up to {last}, correlation over {rows[0].Count("teams")} teams: {string.Join(", ", links)}");
        if (rows.FirstOrDefault(r => r.Text("series") == "both") is not { } surface) return;
        console.MarkupLineInterpolated($"  as a surface over both voices: [green]{surface.Text("verdict")}[/]; along disagreement it curves by {surface.Real("a4"):0.000;−0.000} [[{surface.Real("a4Lower"):0.000;−0.000}, {surface.Real("a4Upper"):0.000;−0.000}]]; R² {surface.Real("rSquared"):0.00}, of either voice alone {surface.Real("rSquaredEmployee"):0.00} and {surface.Real("rSquaredCustomer"):0.00}");
    }
}
