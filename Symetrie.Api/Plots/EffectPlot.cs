using System.Xml.Linq;

namespace Symetrie.Api.Plots;

/// <summary>What a picture of an effect is drawn from.</summary>
/// <param name="Ritual">The ritual's title; null where there is none.</param>
/// <param name="Dimension">The dimension.</param>
/// <param name="Lag">From how many periods after the start on.</param>
/// <param name="Effects">Rows of <c>effects</c> of them, one a voice.</param>
/// <param name="Practice">How often it was held in the last period, by all who hold it; null where nothing is told of it.</param>
internal sealed record EffectContent(string? Ritual, PlotDimension Dimension, long Lag, IReadOnlyList<PlotRow> Effects, PlotRow? Practice);

/// <summary>Before and after of both voices: the teams that hold a ritual, and those of the same stratum that hold none, with the interval of each mean.</summary>
internal sealed class EffectPlot
{
    private static readonly (string Voice, Ink Ink)[] Voices = [("employee", Ink.Employee), ("customer", Ink.Customer)];
    private static readonly string[] Sides = ["treated", "untreated"];
    private static readonly string[] Columns = [.. from side in Sides from moment in Enumerable.Range(0, 2) from end in (string[])["", "Lower", "Upper"] select side + Moment(moment) + end];
    private readonly EffectContent content;
    private readonly PlotLook look;
    private readonly Sheet sheet;
    private readonly Scale up;
    private readonly double wide;

    private EffectPlot(EffectContent content, PlotLook look)
    {
        (this.content, this.look) = (content, look);
        sheet = new Sheet(look, "effects", look.Say($"{content.Ritual ?? "No ritual"}: {content.Dimension.Name} before and after", $"{content.Ritual ?? "Aucun rituel"} : {content.Dimension.Name}, avant et après"), look.Say(
            "Mean score (0–100 points) that employees and customers give: teams that hold it (full), and teams of the same kind that hold none (hollow, dashed), with intervals over teams. The period before the start is left out.",
            "Note moyenne (0–100 points) donnée par les salariés et les clients : équipes qui le tiennent (plein) et équipes comparables qui n’en tiennent pas (creux, tirets), avec intervalles entre équipes. La période précédant le début est laissée de côté."));
        var (low, high) = Scale.Around(Shown().SelectMany(r => Columns.Select(c => r.Real(c)).OfType<double>().Select(v => Math.Clamp(v, 0, 100))));
        var tall = Math.Clamp(look.Width * 0.36, 170, 280);
        up = new Scale(low, high, sheet.Below + tall + 16, sheet.Below + 20);
        wide = (look.Width - 58 - 20) / 2.0;
        sheet.Below += tall + 56;
    }

    /// <summary>Draws it.</summary>
    public static XDocument Draw(EffectContent content, PlotLook look)
    {
        var plot = new EffectPlot(content, look);
        plot.Ground();
        for (var v = 0; v < Voices.Length; v++) plot.Panel(v);
        if (content.Effects.Count == 0) plot.sheet.Note(look.Say("Nothing is published here: no team is said to hold a ritual.", "Rien n’est publié ici : aucune équipe n’est dite tenir un rituel."));
        else foreach (var (voice, _) in Voices) plot.sheet.Note(plot.Tell(voice));
        if (content.Practice is { IsShown: true } held) plot.sheet.Note(plot.TellPractice(held));
        plot.sheet.Below += 6;
        return plot.sheet.Finish(string.Join(' ', Voices.Select(v => plot.Tell(v.Voice))));
    }

    private IEnumerable<PlotRow> Shown() => content.Effects.Where(r => r.IsShown);

    private PlotRow? Row(string voice) => content.Effects.FirstOrDefault(r => r.Text("voice") == voice);

    private string Name(string voice) => voice == "employee" ? look.Say("Employees", "Salariés") : look.Say("Customers", "Clients");

    private double Across(int voice, int moment) => 58 + (wide * (voice + (moment == 0 ? 0.28 : 0.72)));

    private void Ground()
    {
        foreach (var tick in up.Ticks())
            sheet.Add(sheet.Line(58, up.At(tick), look.Width - 20, up.At(tick), Ink.Grid), sheet.Text(50, up.At(tick) + 4, look.Figure(tick, 0), 12, Ink.Soft, "end", new XAttribute("data-tick", "y")));
        sheet.Add(sheet.Line(58, up.Start, look.Width - 20, up.Start, Ink.Axis), sheet.Line(58, up.Start, 58, up.End, Ink.Axis), sheet.Line(58 + wide, up.Start, 58 + wide, up.End - 12, Ink.Grid));
        for (var v = 0; v < Voices.Length; v++)
        {
            sheet.Add(sheet.Text(58 + (wide * (v + 0.5)), up.End - 6, Name(Voices[v].Voice), 13, Voices[v].Ink, "middle", new XAttribute("font-weight", "600")));
            sheet.Add(sheet.Text(Across(v, 0), up.Start + 18, look.Say("before", "avant"), 12, Ink.Soft, "middle"), sheet.Text(Across(v, 1), up.Start + 18, look.Say("after", "après"), 12, Ink.Soft, "middle"));
        }
    }

    private void Panel(int voice)
    {
        var (name, ink) = Voices[voice];
        if (Row(name) is not { IsShown: true } row)
        {
            sheet.Add(sheet.Box(58 + (wide * voice) + 6, up.End + 4, wide - 12, up.Start - up.End - 8, null, null, new XAttribute("data-withheld", name), Sheet.Tip(Tell(name))));
            return;
        }

        // Those that hold none first: the others stand upon them.
        foreach (var side in Sides.Reverse())
        {
            if (row.Real(side + "Before") is null) continue;
            var (isTreated, shift) = (side == "treated", side == "treated" ? -3 : 3);
            (double X, double Y) Place(int moment) => (Across(voice, moment) + shift, up.Within(row.Known(side + Moment(moment))));
            sheet.Add(sheet.Line(Place(0).X, Place(0).Y, Place(1).X, Place(1).Y, ink, isTreated ? 2.2 : 1.4, isTreated ? [] : [new XAttribute("stroke-dasharray", "5 4")]));
            for (var moment = 0; moment < 2; moment++) Point(row, name, side, moment, Place(moment), ink);
        }
    }

    private void Point(PlotRow row, string voice, string side, int moment, (double X, double Y) place, Ink ink)
    {
        var (column, isTreated) = (side + Moment(moment), side == "treated");
        if (row.Real(column + "Lower") is { } lower && row.Real(column + "Upper") is { } upper)
            sheet.Add(sheet.Line(place.X, up.Within(lower), place.X, up.Within(upper), ink, 1.2, new XAttribute("stroke-opacity", "0.6"), new XAttribute("data-interval", $"{voice} {column}")));
        var told = $"{Name(voice)}, {(isTreated ? look.Say("teams that hold it", "équipes qui le tiennent") : look.Say("teams that hold none", "équipes qui n’en tiennent pas"))}, {(moment == 0 ? look.Say("before:", "avant :") : look.Say("after:", "après :"))} {look.Figure(row.Known(column), 1)}";
        sheet.Add(Sheet.At(place.X, place.Y, new XAttribute("data-point", $"{voice} {column}"), Sheet.Tip(told), isTreated ? sheet.Disc(4.5, ink, Ink.Paper) : sheet.Disc(4, Ink.Paper, ink)));
    }

    private static string Moment(int moment) => moment == 0 ? "Before" : "After";

    private string Tell(string voice)
    {
        if (Row(voice) is not { } row) return $"{Name(voice)}{look.Say(":", " :")} {look.Say("not asked", "non interrogés")}.";
        if (!row.IsShown) return $"{Name(voice)}{look.Say(":", " :")} {(row.Text("status") == "withheld" ? look.Say("withheld", "non diffusé") : Reason(row.Text("reason")))}.";
        var interval = row.Real("effectLower") is { } lower && row.Real("effectUpper") is { } upper ? " " + look.Interval(lower, upper, 1) : "";
        var teams = row.Count("untreated") == 0
            ? look.Say($"{row.Count("treated")} teams, all of them", $"les {row.Count("treated")} équipes, toutes")
            : look.Say($"{row.Count("treated")} teams against {row.Count("untreated")}", $"{row.Count("treated")} équipes contre {row.Count("untreated")}");
        return $"{Name(voice)}{look.Say(":", " :")} {look.Signed(row.Known("effect"), 1)}{interval}, {Verdict(row)} ({teams}).";
    }

    private string Verdict(PlotRow row) => row.Text("verdict") switch
    {
        "helped" => look.Say("helped", "effet favorable"),
        "harmed" => look.Say("harmed", "effet défavorable"),
        "no-effect-shown" => row.Text("reason") == "within-margin"
            ? look.Say("no effect shown; one as large as the margin is refuted", "pas d’effet démontré ; un effet égal à la marge est réfuté")
            : look.Say($"no effect shown; {look.Figure(row.Known("minimumDetectableEffect"), 0)} points would have been", $"pas d’effet démontré ; {look.Figure(row.Known("minimumDetectableEffect"), 0)} points l’auraient été"),
        _ => look.Say("cannot tell: ", "on ne peut conclure : ") + Reason(row.Text("reason")),
    };

    private string Reason(string reason) => reason switch
    {
        "earlier-trends" => look.Say("the teams moved apart before", "les équipes divergeaient déjà"),
        "employee-step-not-shown" => look.Say("employees are not shown to have noticed", "il n’est pas démontré que les salariés l’aient senti"),
        "cannot-reach" => look.Say("too few teams drawn", "trop peu d’équipes tirées au sort"),
        "no-baseline" => look.Say("no period to compare with before the start", "pas de période de référence avant le début"),
        "not-yet" => look.Say("too early", "trop tôt"),
        "no-comparison" => look.Say("nobody to compare with", "personne à qui comparer"),
        "other-rituals" => look.Say("other rituals began at the same time", "d’autres rituels ont commencé en même temps"),
        "too-few-teams" => look.Say("too few teams", "trop peu d’équipes"),
        _ => look.Say("too short a series", "série trop courte"),
    };

    private string TellPractice(PlotRow held) => look.Say(
        $"Held {held.Count("held")} of {held.Count("planned")} times planned in {held.Text("period")} ({look.Figure(100 * held.Known("share"), 0)} %).",
        $"Tenu {held.Count("held")} fois sur {held.Count("planned")} prévues en {held.Text("period")} ({look.Figure(100 * held.Known("share"), 0)} %).");
}
