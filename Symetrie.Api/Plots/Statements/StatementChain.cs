using System.Xml.Linq;

namespace Symetrie.Api.Plots.Statements;

/// <summary>From the top to the customers: what goes through, and where less arrives than was received.</summary>
internal static class StatementChain
{
    /// <summary>The part; null where neither leaders nor managers were heard.</summary>
    public static XElement? Part(StatementContent content, StatementWords words)
    {
        var rows = content.Cascade.Where(r => r.IsShown).ToArray();
        if (rows.Length == 0) return null;
        var asked = rows.Select(r => r.Text("dimension")).ToHashSet(StringComparer.Ordinal);
        var drawn = content.Dimensions.Where(d => asked.Contains(d.Key)).OrderByDescending(d => d.Key == "recognition").FirstOrDefault();
        var lines = content.Nodes.Select(node => Line(content, words, node, rows)).OfType<string>().ToList();
        return StatementPage.Section("chain", StatementPage.H(words.Say("From the top to the customers", "Du sommet aux clients")),
            StatementPage.P(words.Say("Nobody passes on for long what they never receive. So we ask leaders and managers, too, what they receive themselves.", "Personne ne transmet longtemps ce qu’il ne reçoit jamais. Nous demandons donc aussi aux dirigeants et aux managers ce qu’ils reçoivent eux-mêmes.")),
            drawn is null ? null : new XElement("figure", CascadeChain.Draw(new ChainContent(content.Period, new PlotDimension(drawn.Key, drawn.Name), content.Nodes, [.. rows.Where(r => r.Text("dimension") == drawn.Key)]), words.Look).Root),
            lines.Count > 0 ? StatementPage.List(lines) : StatementPage.P(words.Say("Nowhere is it shown that the next level receives less than the one above it.", "Nulle part il n’est démontré que le niveau suivant reçoit moins que celui du dessus.")));
    }

    /// <summary>The branches in which the chain breaks on more than half of the subjects, in a sentence each.</summary>
    public static IEnumerable<string> Branches(StatementContent content, StatementWords words)
    {
        var rows = content.Cascade.Where(r => r.IsShown).ToArray();
        foreach (var node in content.Nodes.Skip(1))
        {
            var subjects = rows.Where(r => r.Text("team") == node.Key).GroupBy(r => r.Text("dimension")).Select(g => g.First().Text("breaksAfter")).ToArray();
            var level = subjects.Where(b => b.Length > 0).GroupBy(b => b).OrderByDescending(g => g.Count()).FirstOrDefault();
            if (level is null || 2 * level.Count() <= subjects.Length) continue;
            yield return words.Say(
                $"In {node.Name}, what {CascadeChain.Name(words.Look, level.Key)} receive goes no further: shown on {level.Count()} of {subjects.Length} subjects.",
                $"{node.Name} : ce que reçoivent les {CascadeChain.Name(words.Look, level.Key)} ne va pas plus loin : démontré sur {level.Count()} des {subjects.Length} sujets.");
        }
    }

    // Of a node the first break, over all its dimensions: the level after which it is shown most often, and the largest loss there.
    private static string? Line(StatementContent content, StatementWords words, PlotTeam node, PlotRow[] rows)
    {
        var mine = rows.Where(r => r.Text("team") == node.Key && r.Text("breaksAfter").Length > 0 && r.Text("fromLevel") == r.Text("breaksAfter") && r.Text("verdict") == "lost").ToArray();
        var first = mine.Where(r => !IsWholeChain(r, rows)).GroupBy(r => r.Text("fromLevel")).OrderByDescending(g => g.Count()).FirstOrDefault();
        if (first is null) return null;
        var all = rows.Where(r => r.Text("team") == node.Key).Select(r => r.Text("dimension")).Distinct().Count();
        var worst = first.MaxBy(r => r.Known("gap"))!;
        var name = content.Dimensions.FirstOrDefault(d => d.Key == worst.Text("dimension"))?.Name ?? worst.Text("dimension");
        var (from, to) = (CascadeChain.Name(words.Look, worst.Text("fromLevel")), CascadeChain.Name(words.Look, worst.Text("toLevel")));
        var size = words.Size(worst.Known("gap"), worst.Real("gapLower"), worst.Real("gapUpper"));
        return words.Say(
            $"{node.Name}: the chain breaks between {from} and {to}, on {first.Count()} of {all} subjects. Most of all on {name.ToLowerInvariant()}, where {to} receive {size} points less.",
            $"{node.Name} : la chaîne se rompt entre {from} et {to}, sur {first.Count()} des {all} sujets. Le plus sur {name.ToLowerInvariant()}, où les {to} reçoivent {size} points de moins.");
    }

    // The row of head and end skips levels that others of its subject name.
    private static bool IsWholeChain(PlotRow row, PlotRow[] rows) => rows.Any(r => r.Text("team") == row.Text("team") && r.Text("dimension") == row.Text("dimension") && r.Text("fromLevel") == row.Text("fromLevel")
        && r.Text("toLevel") != row.Text("toLevel") && string.CompareOrdinal(Order(r.Text("toLevel")), Order(row.Text("toLevel"))) < 0);

    private static string Order(string level) => level switch { "leaders" => "0", "managers" => "1", "employees" => "2", _ => "3" };
}
