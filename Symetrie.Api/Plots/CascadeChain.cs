using System.Xml.Linq;

namespace Symetrie.Api.Plots;

/// <summary>What a chain is drawn from.</summary>
/// <param name="Period">The period's key; null where nothing is published.</param>
/// <param name="Dimension">The dimension.</param>
/// <param name="Teams">The nodes of which there may be rows, in the order in which they are shown; all teams first.</param>
/// <param name="Rows">Rows of <c>cascade</c> of this period and dimension.</param>
internal sealed record ChainContent(string? Period, PlotDimension Dimension, IReadOnlyList<PlotTeam> Teams, IReadOnlyList<PlotRow> Rows);

/// <summary>What each level receives, from leaders to customers, a line a branch: where less arrives than was received, the chain is broken.</summary>
internal sealed class CascadeChain
{
    private const double Tall = 46;
    private static readonly string[] Levels = ["leaders", "managers", "employees", "customers"];
    private readonly ChainContent content;
    private readonly PlotLook look;
    private readonly Sheet sheet;
    private readonly string[] levels;
    private readonly PlotTeam[] teams;
    private readonly Dictionary<(string Team, string From, string To), PlotRow> rows;
    private readonly double left;
    private readonly double step;

    private CascadeChain(ChainContent content, PlotLook look)
    {
        (this.content, this.look) = (content, look);
        var shown = content.Rows.Where(r => r.IsShown).ToArray();
        levels = [.. Levels.Where(l => shown.Any(r => r.Text("fromLevel") == l || r.Text("toLevel") == l))];
        rows = shown.Where(r => Place(r.Text("toLevel")) == Place(r.Text("fromLevel")) + 1).ToDictionary(r => (r.Text("team"), r.Text("fromLevel"), r.Text("toLevel")));
        teams = [.. content.Teams.Where(t => rows.Keys.Any(k => k.Team == t.Key))];
        sheet = new Sheet(look, "cascade", look.Say($"From the top to the customers: {content.Dimension.Name}, {content.Period}", $"Du sommet aux clients : {content.Dimension.Name}, {content.Period}"), look.Say(
            "What each level says it receives (0–100 points), and how much of it the next receives less (−) or more (+). Where the line is broken, less arriving is shown.",
            "Ce que chaque niveau dit recevoir (0–100 points), et combien le suivant reçoit de moins (−) ou de plus (+). Là où le trait est rompu, la perte est démontrée."));
        left = Math.Min(look.Width * 0.26, 190);
        step = levels.Length < 2 ? 0 : (look.Width - left - 70) / (levels.Length - 1);
    }

    /// <summary>Draws a chain.</summary>
    public static XDocument Draw(ChainContent content, PlotLook look)
    {
        var chain = new CascadeChain(content, look);
        chain.Heads();
        foreach (var team in chain.teams) chain.Line(team);
        chain.Signs();
        return chain.sheet.Finish(chain.Describe());
    }

    /// <summary>What a level is called.</summary>
    public static string Name(PlotLook look, string level) => level switch
    {
        "leaders" => look.Say("leaders", "dirigeants"),
        "managers" => look.Say("managers", "managers"),
        "employees" => look.Say("employees", "salariés"),
        _ => look.Say("customers", "clients"),
    };

    private int Place(string level) => Array.IndexOf(levels, level);

    private double X(int level) => left + 22 + (step * level);

    private void Heads()
    {
        if (teams.Length == 0)
        {
            sheet.Note(look.Say("Nothing is published here: neither leaders nor managers were heard.", "Rien n’est publié ici : ni dirigeants ni managers n’ont été entendus."));
            return;
        }

        sheet.Below += 10;
        for (var i = 0; i < levels.Length; i++) sheet.Add(sheet.Text(X(i), sheet.Below, Svg.Fit(Name(look, levels[i]), 12, Math.Max(44, step - 4)), 12, Ink.Soft, "middle"));
        sheet.Below += 28;
    }

    private void Line(PlotTeam team)
    {
        var y = sheet.Below;
        var isFirst = ReferenceEquals(team, teams[0]);
        sheet.Add(sheet.Text(12, y + 4, Svg.Fit(team.Name, 12, left - 18), 12, Ink.Text, "start", isFirst ? [new XAttribute("font-weight", "600")] : []));
        for (var i = 0; i + 1 < levels.Length; i++)
            if (rows.TryGetValue((team.Key, levels[i], levels[i + 1]), out var row)) Segment(row, X(i), X(i + 1), y);
        for (var i = 0; i < levels.Length; i++)
            if (Mean(team.Key, i) is { } mean) Station(mean, X(i), y, i == levels.Length - 1 ? Ink.Customer : Ink.Employee);
        sheet.Below += Tall;
    }

    private double? Mean(string team, int level) =>
        level > 0 && rows.TryGetValue((team, levels[level - 1], levels[level]), out var above) ? above.Known("toMean")
        : level + 1 < levels.Length && rows.TryGetValue((team, levels[level], levels[level + 1]), out var below) ? below.Known("fromMean") : null;

    private void Station(double mean, double x, double y, Ink ink)
    {
        sheet.Add(Sheet.At(x, y, sheet.Disc(15, Ink.Paper, ink)), sheet.Text(x, y + 4.5, look.Figure(mean, 0), 12, Ink.Text, "middle"));
    }

    private void Segment(PlotRow row, double from, double to, double y)
    {
        var (ink, verdict) = (InkOf(row.Text("verdict")), row.Text("verdict"));
        var (start, end, middle) = (from + 15, to - 15, (from + to) / 2);
        var group = Sheet.Group(new XAttribute("data-team", Svg.Clean(row.Text("team"))), new XAttribute("data-from", row.Text("fromLevel")), new XAttribute("data-verdict", verdict), Sheet.Tip(Tell(row)));
        if (verdict == "lost")
        {
            // Broken: two ends that do not meet.
            group.Add(sheet.Line(start, y, middle - 5, y, ink, 3), sheet.Line(middle + 5, y, end, y, ink, 3), sheet.Line(middle - 7, y + 6, middle - 3, y - 6, ink, 2), sheet.Line(middle + 3, y + 6, middle + 7, y - 6, ink, 2));
        }
        else group.Add(verdict is "undetermined" or "not-comparable" ? sheet.Line(start, y, end, y, ink, 1.5, new XAttribute("stroke-dasharray", "4 3")) : sheet.Line(start, y, end, y, ink, 3));

        // What the next receives more than this level: the gap, the other way round.
        var figure = look.Signed(-row.Known("gap"), 0);
        group.Add(sheet.Text(middle, y - 10, figure, 12, verdict is "lost" or "gained" ? ink : Ink.Soft, "middle", verdict is "lost" or "gained" ? [new XAttribute("font-weight", "700")] : []));
        if (step > 110 && row.Real("gapLower") is { } lower && row.Real("gapUpper") is { } upper)
            group.Add(sheet.Text(middle, y + 18, look.Interval(-upper, -lower, 0), 10.5, Ink.Soft, "middle"));
        sheet.Add(group);
    }

    private void Signs()
    {
        if (teams.Length == 0) return;
        var legend = new Legend(sheet);
        legend.Add(Sheet.Group(sheet.Line(-13, 0, -4, 0, InkOf("lost"), 3), sheet.Line(4, 0, 13, 0, InkOf("lost"), 3), sheet.Line(-6, 5, -3, -5, InkOf("lost"), 2), sheet.Line(3, 5, 6, -5, InkOf("lost"), 2)), look.Say("broken: the next receives less", "rompu : le suivant reçoit moins"), 26);
        legend.Add(sheet.Line(-13, 0, 13, 0, InkOf("passed-on"), 3), look.Say("passed on, within the margin", "transmis, dans la marge"), 26);
        legend.Add(sheet.Line(-13, 0, 13, 0, InkOf("gained"), 3), look.Say("the next receives more", "le suivant reçoit plus"), 26);
        legend.Add(sheet.Line(-13, 0, 13, 0, InkOf("undetermined"), 1.5, new XAttribute("stroke-dasharray", "4 3")), look.Say("nothing shown", "rien de démontré"), 26);
        sheet.Below += 22;
        sheet.Note(look.Say("Leaders and managers are never shown by fewer than the minimum of answers: they are pooled upward.", "Dirigeants et managers ne sont jamais montrés sous le minimum de réponses : ils sont regroupés vers le haut."));
    }

    private static Ink InkOf(string verdict) => verdict switch
    {
        "lost" => Ink.Customer,
        "passed-on" => Ink.Symmetric,
        "gained" => Ink.Employee,
        _ => Ink.Undetermined,
    };

    private string Tell(PlotRow row)
    {
        var interval = row.Real("gapLower") is { } lower && row.Real("gapUpper") is { } upper ? " " + look.Interval(-upper, -lower, 1) : "";
        var verdict = row.Text("verdict") switch
        {
            "lost" => look.Say("the chain breaks here", "la chaîne se rompt ici"),
            "passed-on" => look.Say("passed on", "transmis"),
            "gained" => look.Say("more arrives", "il en arrive plus"),
            "not-comparable" => look.Say("not asked alike", "questions non comparables"),
            _ => look.Say("nothing shown", "rien de démontré"),
        };
        return $"{row.Text("teamName")}, {Name(look, row.Text("fromLevel"))} → {Name(look, row.Text("toLevel"))}{look.Say(": ", " : ")}{look.Signed(-row.Known("gap"), 1)}{interval}, {verdict}";
    }

    private string Describe()
    {
        var broken = teams.SelectMany(t => rows.Where(r => r.Key.Team == t.Key && r.Value.Text("verdict") == "lost").Select(r => Tell(r.Value))).ToArray();
        return look.Say(
            $"{teams.Length} lines from {(levels.Length > 0 ? Name(look, levels[0]) : "nobody")} to customers. Broken links: {(broken.Length > 0 ? string.Join("; ", broken) : "none shown")}.",
            $"{teams.Length} lignes, de {(levels.Length > 0 ? Name(look, levels[0]) : "personne")} aux clients. Ruptures : {(broken.Length > 0 ? string.Join("; ", broken) : "aucune démontrée")}.");
    }
}
