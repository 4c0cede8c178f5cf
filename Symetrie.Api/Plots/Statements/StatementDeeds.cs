using System.Xml.Linq;

namespace Symetrie.Api.Plots.Statements;

/// <summary>What was done: which rituals were held, how often, and what they moved.</summary>
internal static class StatementDeeds
{
    /// <summary>The part; it says so where nothing was recorded.</summary>
    public static XElement Part(StatementContent content, StatementWords words)
    {
        var head = StatementPage.H(words.Say("What we did about it", "Ce que nous avons fait"));
        var rituals = content.Practice.Concat(content.Effects).Select(r => r.Text("ritual")).Where(r => r.Length > 0).Distinct().ToArray();
        if (rituals.Length == 0) return StatementPage.Section("deeds", head, StatementPage.P(words.Say("No ritual was recorded for this period.", "Aucun rituel n’a été consigné pour cette période.")));
        return StatementPage.Section("deeds", head, rituals.Select(r => Ritual(content, words, r)),
            StatementPage.P(words.Say(
                "An effect is the change of the teams that hold a ritual, less that of comparable teams that do not. “May be chance” means just that: neither an effect nor its absence is shown.",
                "Un effet est l’évolution des équipes qui tiennent un rituel, moins celle d’équipes comparables qui ne le tiennent pas. « Peut être le hasard » veut dire exactement cela : ni effet, ni absence d’effet n’est démontré."), "soft"));
    }

    private static XElement Ritual(StatementContent content, StatementWords words, string ritual)
    {
        var lines = new List<string>();
        if (Held(content, words, ritual) is { } held) lines.Add(held);
        // What it is expected to move, at the first lag with a figure, employees before customers.
        foreach (var voice in new[] { "employee", "customer" })
        {
            var rows = content.Effects.Where(e => e.Text("ritual") == ritual && e.Text("voice") == voice && e.Count("expected") != 0 && e.Text("verdict").Length > 0).OrderBy(e => e.Count("lag")).ToArray();
            var told = rows.FirstOrDefault(e => e.Text("verdict") is "helped" or "harmed") ?? rows.FirstOrDefault(e => e.Real("effect") is not null) ?? rows.FirstOrDefault();
            if (told is not null) lines.Add(Effect(content, words, told, voice));
        }

        if (lines.Count == 0) lines.Add(words.Say("Planned; nothing is known of it yet.", "Prévu ; rien n’en est encore connu."));
        return new XElement("div", new XAttribute("class", "box"), new XElement("strong", Svg.Clean(content.Rituals.GetValueOrDefault(ritual, ritual))), StatementPage.List(lines));
    }

    // Over the whole where it is reported there, else over all that report at the level that holds it.
    private static string? Held(StatementContent content, StatementWords words, string ritual)
    {
        var rows = content.Practice.Where(p => p.Text("ritual") == ritual && p.IsShown && p.Real("share") is not null).ToArray();
        var row = rows.FirstOrDefault(p => p.Text("team") == content.Whole.Key) ?? rows.FirstOrDefault(p => p.Text("team").StartsWith("level:", StringComparison.Ordinal)) ?? rows.FirstOrDefault();
        if (row is null) return null;
        var range = row.Real("shareLower") is { } lower && row.Real("shareUpper") is { } upper ? $" ({words.Between(100 * lower, 100 * upper)} %)" : "";
        var times = row.Count("held") is { } held && row.Count("planned") is { } planned
            ? words.Say($"Held {words.Number(held)} of {words.Number(planned)} planned times", $"Tenu {words.Number(held)} fois sur {words.Number(planned)} prévues") : words.Say("Held", "Tenu");
        return $"{times}{words.Say(": ", " : ")}{words.Look.Figure(100 * row.Known("share"), 0)} %{range}.";
    }

    private static string Effect(StatementContent content, StatementWords words, PlotRow row, string voice)
    {
        var name = (content.Dimensions.FirstOrDefault(d => d.Key == row.Text("dimension"))?.Name ?? row.Text("dimension")).ToLowerInvariant();
        var who = voice == "employee" ? words.Say("For employees", "Pour les salariés") : words.Say("For customers", "Pour les clients");
        var when = row.Count("lag") switch { 0 or null => "", 1 => words.Say(", one period later", ", une période plus tard"), var lag => words.Say($", {lag} periods later", $", {lag} périodes plus tard") };
        if (row.Real("effect") is not { } effect) return words.Say($"{who}, {name}: cannot be told yet.", $"{who}, {name} : on ne peut pas encore le dire.");
        var range = row.Real("effectLower") is { } lower && row.Real("effectUpper") is { } upper ? $" ({words.Say("between", "entre")} {words.Look.Signed(lower, 0)} {words.Say("and", "et")} {words.Look.Signed(upper, 0)})" : "";
        var verdict = row.Text("verdict") switch
        {
            "helped" => words.Say("it helped: this is shown", "il a aidé : c’est démontré"),
            "harmed" => words.Say("it did harm: this is shown", "il a nui : c’est démontré"),
            "no-effect-shown" => words.Say("may be chance", "peut être le hasard"),
            _ => words.Say("cannot be told", "on ne peut pas le dire"),
        };
        return words.Say($"{who}, {name}{when}: {words.Look.Signed(effect, 0)} points{range}; {verdict}.", $"{who}, {name}{when} : {words.Look.Signed(effect, 0)} points{range} ; {verdict}.");
    }
}
