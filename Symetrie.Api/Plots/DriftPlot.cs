using System.Xml.Linq;

namespace Symetrie.Api.Plots;

/// <summary>What a drift picture is drawn from.</summary>
/// <param name="Team">The team or node; null where there is none.</param>
/// <param name="Dimension">The dimension.</param>
/// <param name="Periods">All periods, in order.</param>
/// <param name="Scores">Rows of <c>scores</c> of the team and dimension.</param>
/// <param name="Trends">Rows of <c>trends</c> of them.</param>
/// <param name="Drift">Rows of <c>drift</c> of them from the first period to the last.</param>
internal sealed record DriftContent(PlotTeam? Team, PlotDimension Dimension, IReadOnlyList<string> Periods, IReadOnlyList<PlotRow> Scores, IReadOnlyList<PlotRow> Trends, IReadOnlyList<PlotRow> Drift);

/// <summary>Both voices of a team over the periods, with the interval of each mean, and where a level changed.</summary>
internal sealed class DriftPlot
{
    private static readonly (string Voice, Ink Ink)[] Voices = [("employee", Ink.Employee), ("customer", Ink.Customer)];
    private readonly DriftContent content;
    private readonly PlotLook look;
    private readonly Sheet sheet;
    private readonly Dictionary<(string Period, string Voice), PlotRow> scores;
    private readonly Scale up;
    private readonly double left;
    private readonly double step;

    private DriftPlot(DriftContent content, PlotLook look)
    {
        (this.content, this.look) = (content, look);
        scores = content.Scores.ToDictionary(s => (s.Text("period"), s.Text("voice")));
        sheet = new Sheet(look, "drift", look.Say($"{content.Team?.Name}: {content.Dimension.Name} over time", $"{content.Team?.Name} : {content.Dimension.Name} dans le temps"), look.Say(
            "Both voices’ mean score (0–100 points) with its interval. A dashed line: where the level of a voice changed.",
            "Note moyenne des deux voix (0–100 points) et son intervalle. En tirets : là où le niveau d’une voix a changé."));
        var (low, high) = Scale.Around(content.Scores.Where(s => s.IsShown).SelectMany(s => new[] { s.Known("mean"), s.Real("meanLower") ?? s.Known("mean"), s.Real("meanUpper") ?? s.Known("mean") }));
        var tall = Math.Clamp(look.Width * 0.5, 200, 360);
        up = new Scale(low, high, sheet.Below + tall, sheet.Below + 4);
        left = 58;
        step = (look.Width - left - 20) / Math.Max(1, content.Periods.Count);
        sheet.Below += tall + 66;
    }

    /// <summary>Draws it.</summary>
    public static XDocument Draw(DriftContent content, PlotLook look)
    {
        var plot = new DriftPlot(content, look);
        plot.Ground();
        foreach (var (voice, _) in Voices) plot.Withheld(voice);
        foreach (var (voice, ink) in Voices) plot.Ribbons(voice, ink);
        foreach (var (voice, ink) in Voices) plot.Change(voice, ink);
        foreach (var (voice, ink) in Voices) plot.Course(voice, ink);
        plot.Signs();
        return plot.sheet.Finish(plot.Describe());
    }

    private double Across(int period) => left + (step * (period + 0.5));

    private PlotRow? Score(int period, string voice) => scores.GetValueOrDefault((content.Periods[period], voice));

    private string Name(string voice) => voice == "employee" ? look.Say("employees", "salariés") : look.Say("customers", "clients");

    private void Ground()
    {
        var right = look.Width - 20;
        foreach (var tick in up.Ticks())
            sheet.Add(sheet.Line(left, up.At(tick), right, up.At(tick), Ink.Grid), sheet.Text(left - 8, up.At(tick) + 4, look.Figure(tick, 0), 12, Ink.Soft, "end", new XAttribute("data-tick", "y")));
        // Names of periods that would run into one another are left out evenly.
        var room = Math.Max(1, (int)Math.Ceiling((content.Periods.Select(p => Svg.WidthOf(p, 12)).DefaultIfEmpty(0).Max() + 8) / step));
        for (var p = 0; p < content.Periods.Count; p++)
            if ((content.Periods.Count - 1 - p) % room == 0) sheet.Add(sheet.Text(Across(p), up.Start + 30, content.Periods[p], 12, Ink.Soft, "middle", new XAttribute("data-tick", "x")));
        var middle = (up.Start + up.End) / 2;
        sheet.Add(
            sheet.Line(left, up.Start, right, up.Start, Ink.Axis), sheet.Line(left, up.Start, left, up.End, Ink.Axis),
            sheet.Text((left + right) / 2, up.Start + 48, look.Say("Period", "Période"), 13, Ink.Text, "middle"),
            sheet.Text(16, middle, look.Say("Score", "Note"), 13, Ink.Text, "middle", new XAttribute("transform", $"rotate(-90 16 {Svg.At(middle)})")));
    }

    // A strip below the axis, a row for each voice: what is not there is told apart from what is forgotten.
    private void Withheld(string voice)
    {
        var y = up.Start + (voice == "employee" ? 3 : 10);
        for (var p = 0; p < content.Periods.Count; p++)
            if (Score(p, voice) is { IsShown: false }) sheet.Add(sheet.Box(Across(p) - (step / 2) + 1, y, step - 2, 6, null, null, new XAttribute("data-withheld", $"{content.Periods[p]} {voice}"), Sheet.Tip($"{content.Periods[p]}, {Name(voice)}" + look.Say(": withheld", " : non diffusé"))));
    }

    private void Ribbons(string voice, Ink ink)
    {
        foreach (var run in Runs(voice))
        {
            var known = run.Where(p => Score(p, voice)!.Real("meanLower") is not null && Score(p, voice)!.Real("meanUpper") is not null).ToArray();
            if (known.Length > 1 && known.Length == run.Count)
                sheet.Add(sheet.Shape("polygon", known.Select(p => (Across(p), up.Within(Score(p, voice)!.Known("meanUpper")))).Concat(known.Reverse().Select(p => (Across(p), up.Within(Score(p, voice)!.Known("meanLower"))))), ink, null, new XAttribute("fill-opacity", "0.14")));
            foreach (var p in known) sheet.Add(sheet.Line(Across(p), up.Within(Score(p, voice)!.Known("meanLower")), Across(p), up.Within(Score(p, voice)!.Known("meanUpper")), ink, 1.2, new XAttribute("stroke-opacity", "0.6"), new XAttribute("data-interval", $"{content.Periods[p]} {voice}")));
        }
    }

    // Periods in a row that have a mean: a line never leads over one that has none.
    private List<List<int>> Runs(string voice)
    {
        var runs = new List<List<int>>();
        for (var p = 0; p < content.Periods.Count; p++)
        {
            if (Score(p, voice) is not { IsShown: true }) continue;
            if (runs.Count > 0 && runs[^1][^1] == p - 1) runs[^1].Add(p);
            else runs.Add([p]);
        }

        return runs;
    }

    private void Change(string voice, Ink ink)
    {
        if (content.Trends.FirstOrDefault(t => t.Text("series") == voice) is not { } trend || trend.Text("lastChange") is not { Length: > 0 } since) return;
        if (Place(since) is not (> 0 and var place)) return;
        var x = left + (step * place) + (voice == "employee" ? -2 : 2);
        sheet.Add(sheet.Line(x, up.Start, x, up.End, ink, 1.5, new XAttribute("stroke-dasharray", "5 4"), new XAttribute("data-change", $"{since} {voice}"), Sheet.Tip(ChangeText(voice, trend))));
        if (trend.Real("level") is { } level) sheet.Add(sheet.Line(x, up.Within(level), Across(content.Periods.Count - 1), up.Within(level), ink, 1, new XAttribute("stroke-dasharray", "2 3")));
        if (trend.Real("levelBefore") is { } before && Place(trend.Text("fromPeriod")) is { } from) sheet.Add(sheet.Line(Across(from), up.Within(before), x, up.Within(before), ink, 1, new XAttribute("stroke-dasharray", "2 3")));
    }

    private int? Place(string period)
    {
        for (var p = 0; p < content.Periods.Count; p++)
            if (content.Periods[p] == period) return p;
        return null;
    }

    private string ChangeText(string voice, PlotRow trend) => look.Say(
        $"{Name(voice)}: new level since {trend.Text("lastChange")}", $"{Name(voice)} : nouveau niveau depuis {trend.Text("lastChange")}")
        + (trend.Real("levelBefore") is { } before && trend.Real("level") is { } level ? $" ({look.Figure(before, 1)} → {look.Figure(level, 1)})" : "");

    private void Course(string voice, Ink ink)
    {
        foreach (var run in Runs(voice))
        {
            if (run.Count > 1) sheet.Add(sheet.Shape("polyline", run.Select(p => (Across(p), up.At(Score(p, voice)!.Known("mean")))), null, ink, new XAttribute("stroke-width", "2.2"), new XAttribute("stroke-linejoin", "round")));
            foreach (var p in run)
                sheet.Add(Sheet.At(Across(p), up.At(Score(p, voice)!.Known("mean")), new XAttribute("data-point", $"{content.Periods[p]} {voice}"), Sheet.Tip(Tell(p, voice)), Mark(voice, ink)));
        }
    }

    private XElement Mark(string voice, Ink ink) => voice == "employee" ? sheet.Disc(4.5, ink, Ink.Paper) : sheet.Box(-4.5, -4.5, 9, 9, ink, Ink.Paper);

    private string Tell(int period, string voice)
    {
        var row = Score(period, voice)!;
        var interval = row.Real("meanLower") is { } lower && row.Real("meanUpper") is { } upper ? " " + look.Interval(lower, upper, 1) : "";
        return $"{content.Periods[period]}, {Name(voice)}{look.Say(": ", " : ")}{look.Figure(row.Known("mean"), 1)}{interval} (n {row.Count("n")})";
    }

    private void Signs()
    {
        var legend = new Legend(sheet);
        foreach (var (voice, ink) in Voices) legend.Add(Sheet.Group(sheet.Line(-12, 0, 12, 0, ink, 2.2), Mark(voice, ink)), Name(voice), 26);
        legend.Add(sheet.Box(-13, -4, 26, 7, null), look.Say("withheld (upper strip employees, lower customers)", "non diffusé (bande haute salariés, basse clients)"), 26);
        sheet.Below += 22;
        foreach (var sentence in Sentences()) sheet.Note(sentence);
    }

    private IEnumerable<string> Sentences()
    {
        if (!content.Scores.Any(s => s.IsShown)) yield return look.Say("Nothing is shown of this team in this dimension.", "Rien n’est diffusé de cette équipe dans cette dimension.");
        foreach (var (voice, _) in Voices)
        {
            if (content.Drift.FirstOrDefault(d => d.Text("series") == voice && d.IsShown && d.Real("change") is not null) is { } drift) yield return Since(voice, drift);
            if (content.Trends.FirstOrDefault(t => t.Text("series") == voice) is { } trend && trend.Text("lastChange").Length > 0) yield return look.Say($"Change of level: {ChangeText(voice, trend)}; a description, no proof.", $"Changement de niveau : {ChangeText(voice, trend)} ; une description, non une preuve.");
        }
    }

    private string Since(string voice, PlotRow drift)
    {
        var interval = drift.Real("changeLower") is { } lower && drift.Real("changeUpper") is { } upper ? " " + look.Interval(lower, upper, 1) : "";
        var verdict = drift.Text("verdict") switch
        {
            "stable" => look.Say("stable", "stable"),
            "improved" => look.Say("improved", "en hausse"),
            "degraded" => look.Say("degraded", "en baisse"),
            "shape-changed" => look.Say("same mean, other answers", "même moyenne, autres réponses"),
            _ => look.Say("undetermined", "indéterminé"),
        };
        return look.Say($"{Capital(Name(voice))} since {drift.Text("fromPeriod")}: {look.Signed(drift.Known("change"), 1)}{interval}, {verdict}.", $"{Capital(Name(voice))} depuis {drift.Text("fromPeriod")} : {look.Signed(drift.Known("change"), 1)}{interval}, {verdict}.");
    }

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    private string Describe()
    {
        var points = string.Join("; ", Enumerable.Range(0, content.Periods.Count).SelectMany(p => Voices.Where(v => Score(p, v.Voice) is { IsShown: true }).Select(v => Tell(p, v.Voice))).TakeLast(12));
        return look.Say(
            $"Line chart over {content.Periods.Count} periods, scores from {up.Low:0} to {up.High:0} points. {points}. {string.Join(' ', Sentences())}",
            $"Courbes sur {content.Periods.Count} périodes, notes de {up.Low:0} à {up.High:0} points. {points}. {string.Join(' ', Sentences())}");
    }
}
