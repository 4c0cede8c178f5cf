using System.Xml.Linq;

namespace Symetrie.Api.Plots;

/// <summary>What a matrix of correlations is drawn from.</summary>
/// <param name="Period">The period's key; null where nothing is published.</param>
/// <param name="Stratum">The teams: <c>all</c>, or an attribute and its value.</param>
/// <param name="Level">What is compared: <c>between</c>, <c>pooled</c> or <c>within</c>.</param>
/// <param name="Lag">By how many periods the customer voice is later.</param>
/// <param name="Dimensions">The dimensions, in their order.</param>
/// <param name="Links">Rows of <c>correlations</c> of all these.</param>
internal sealed record MatrixContent(string? Period, string Stratum, string Level, long Lag, IReadOnlyList<PlotDimension> Dimensions, IReadOnlyList<PlotRow> Links);

/// <summary>Employee dimension by customer dimension: how closely they move together across teams.</summary>
internal static class CorrelationMatrix
{
    private static readonly double[] Edges = [0.1, 0.3, 0.5, 0.7];

    /// <summary>Draws a matrix.</summary>
    public static XDocument Draw(MatrixContent content, PlotLook look)
    {
        var (employee, customer) = (Of(content, "employeeDimension"), Of(content, "customerDimension"));
        var sheet = new Sheet(look, "correlation-matrix", Title(content, look), look.Say(
            "Rows are what employees rate, columns what customers rate. A frame and bold: the link stands after adjustment for the number looked at (q below .05). Of teams, not of persons; no cause.",
            "En lignes ce que notent les salariés, en colonnes ce que notent les clients. Cadre et gras : le lien tient après ajustement au nombre de liens examinés (q inférieur à 0,05). Équipes, non personnes ; pas une cause."));
        sheet.Below += 4;
        var matrix = new Matrix(sheet, [.. employee.Select(d => d.Name)], [.. customer.Select(d => d.Name)], 34, content.Links.Any(l => l.Real("headline") < 0) ? "−0.88" : "0.88", look.Say("employees", "salariés"));
        foreach (var link in content.Links)
        {
            var (row, column) = (Array.FindIndex(employee, d => d.Key == link.Text("employeeDimension")), Array.FindIndex(customer, d => d.Key == link.Text("customerDimension")));
            if (row >= 0 && column >= 0) Cell(matrix, look, row, column, link, (employee[row], customer[column]));
        }

        matrix.Bar([.. Edges.Select(e => look.Figure(e, 1))], look.Say("move apart", "en sens contraire"), look.Say("move together", "dans le même sens"));
        var legend = new Legend(sheet);
        legend.Add(sheet.Box(-13, -8, 26, 16, null), look.Say("no figure: withheld, or too few teams", "pas de chiffre : non diffusé, ou trop peu d’équipes"), 26);
        sheet.Below += 22;
        foreach (var note in Notices(content, look)) sheet.Note(note);
        return sheet.Finish(Describe(content, look, employee, customer));
    }

    /// <summary>The step of the colours of a correlation.</summary>
    public static int Step(double r) => Math.Sign(r) * Edges.Count(e => Math.Abs(r) >= e);

    private static string Title(MatrixContent content, PlotLook look)
    {
        var what = content.Level switch
        {
            "pooled" => look.Say("over all teams and periods up to", "sur toutes les équipes et périodes jusqu’à"),
            "within" => look.Say("of each team with itself, up to", "de chaque équipe avec elle-même, jusqu’à"),
            _ => look.Say("between teams,", "entre équipes,"),
        };
        var lag = content.Lag == 0 ? "" : look.Say($", customers {content.Lag:+0;−0} periods", $", clients {content.Lag:+0;−0} périodes");
        var stratum = content.Stratum == "all" ? "" : $", {content.Stratum}";
        return look.Say($"What moves together {what} {content.Period}{lag}{stratum}", $"Ce qui va ensemble {what} {content.Period}{lag}{stratum}");
    }

    private static PlotDimension[] Of(MatrixContent content, string column)
    {
        var asked = content.Links.Select(l => l.Text(column)).ToHashSet(StringComparer.Ordinal);
        return [.. content.Dimensions.Where(d => asked.Contains(d.Key))];
    }

    private static void Cell(Matrix matrix, PlotLook look, int row, int column, PlotRow link, (PlotDimension Employee, PlotDimension Customer) pair)
    {
        object[] names = [new XAttribute("data-employee", pair.Employee.Key), new XAttribute("data-customer", pair.Customer.Key), new XAttribute("data-status", link.Text("status")), Sheet.Tip(Tell(look, link, pair))];
        if (!link.IsShown || link.Real("headline") is not { } r)
        {
            matrix.Cell(row, column, null, "", [], null, names);
            return;
        }

        var stands = link.Real("q") < 0.05;
        object[] style = [.. stands ? [new XAttribute("font-weight", "700")] : Array.Empty<object>(), .. link.Count("partWhole") == 1 ? [new XAttribute("font-style", "italic")] : Array.Empty<object>()];
        matrix.Cell(row, column, Step(r), look.Figure(r, 2), style, stands ? Ink.Text : null, names);
    }

    private static IEnumerable<string> Notices(MatrixContent content, PlotLook look)
    {
        if (content.Links.Count == 0) yield return look.Say("Nothing is published here.", "Rien n’est publié ici.");
        var teams = content.Links.Where(l => l.IsShown).Select(l => l.Count("teams") ?? 0).DefaultIfEmpty(0).ToArray();
        if (teams.Max() > 0) yield return look.Say($"{(teams.Min() == teams.Max() ? $"{teams.Max()}" : $"{teams.Min()} to {teams.Max()}")} teams behind a figure.", $"{(teams.Min() == teams.Max() ? $"{teams.Max()}" : $"De {teams.Min()} à {teams.Max()}")} équipes derrière un chiffre.");
        if (content.Links.FirstOrDefault(l => l.Text("partialOn").Length > 0) is { } partial) yield return look.Say($"At an equal {partial.Text("partialOn")} of team.", $"À {partial.Text("partialOn")} d’équipe égal.");
        if (content.Links.Any(l => l.Count("partWhole") == 1)) yield return look.Say("In italics: one score pools the other voice in, so that they correlate by construction.", "En italique : l’une des notes contient l’autre voix ; le lien existe par construction.");
    }

    private static string Tell(PlotLook look, PlotRow link, (PlotDimension Employee, PlotDimension Customer) pair)
    {
        var subject = look.Say($"Employees {pair.Employee.Name}, customers {pair.Customer.Name}: ", $"Salariés {pair.Employee.Name}, clients {pair.Customer.Name} : ");
        if (!link.IsShown || link.Real("headline") is not { } r) return subject + look.Say($"no figure ({link.Text("status")})", $"pas de chiffre ({link.Text("status")})");
        var interval = link.Real("headlineLower") is { } lower && link.Real("headlineUpper") is { } upper ? " " + look.Interval(lower, upper, 2) : "";
        return subject + $"r {look.Figure(r, 2)}{interval}, {link.Count("teams")} " + look.Say("teams", "équipes") + (link.Real("q") is { } q ? $", q {look.Figure(q, 3)}" : "");
    }

    private static string Describe(MatrixContent content, PlotLook look, PlotDimension[] employee, PlotDimension[] customer)
    {
        var (rows, columns) = (employee.ToDictionary(d => d.Key, StringComparer.Ordinal), customer.ToDictionary(d => d.Key, StringComparer.Ordinal));
        var shown = content.Links.Where(l => l.IsShown && l.Real("headline") is not null).ToArray();
        var strongest = string.Join("; ", shown.OrderByDescending(l => Math.Abs(l.Known("headline"))).Take(5).Select(l => Tell(look, l, (rows[l.Text("employeeDimension")], columns[l.Text("customerDimension")]))));
        return look.Say(
            $"Table of {employee.Length} employee dimensions by {customer.Length} customer dimensions: {shown.Length} correlations, {shown.Count(l => l.Real("q") < 0.05)} that stand after adjustment. The strongest: {(strongest.Length > 0 ? strongest : "none")}.",
            $"Tableau de {employee.Length} dimensions des salariés par {customer.Length} des clients : {shown.Length} corrélations, dont {shown.Count(l => l.Real("q") < 0.05)} tiennent après ajustement. Les plus fortes : {(strongest.Length > 0 ? strongest : "aucune")}.");
    }
}
