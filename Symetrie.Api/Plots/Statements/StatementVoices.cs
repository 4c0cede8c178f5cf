using System.Xml.Linq;

namespace Symetrie.Api.Plots.Statements;

/// <summary>The two voices side by side: in a sentence, dimension by dimension, and over the teams.</summary>
internal static class StatementVoices
{
    private const double Wide = 190;

    /// <summary>The answer in a few sentences.</summary>
    public static XElement Summary(StatementContent content, StatementWords words)
    {
        var verdicts = content.Gaps.Where(g => g.IsShown).GroupBy(g => g.Text("verdict")).ToDictionary(g => g.Key, g => g.ToArray());
        PlotRow[] Of(string verdict) => verdicts.GetValueOrDefault(verdict, []);
        var names = content.Dimensions.ToDictionary(d => d.Key, d => d.Name.ToLowerInvariant(), StringComparer.Ordinal);
        string List(PlotRow[] rows) => string.Join(", ", rows.Select(r => names.GetValueOrDefault(r.Text("dimension"), r.Text("dimension"))));
        var (same, employees, customers) = (Of("symmetric"), Of("employee-favoured"), Of("customer-favoured"));
        var total = verdicts.Values.Sum(v => v.Length);
        var lines = new List<string>();
        if (same.Length > 0) lines.Add(words.Say($"On {same.Length} of {total} subjects both are treated the same, to within {words.Look.Figure(content.Margin, 0)} points of 100: {List(same)}.", $"Sur {same.Length} des {total} sujets, les deux sont traités pareil, à {words.Look.Figure(content.Margin, 0)} points sur 100 près : {List(same)}."));
        if (employees.Length > 0) lines.Add(words.Say($"Employees are better treated than customers in: {List(employees)}.", $"Les salariés sont mieux traités que les clients pour : {List(employees)}."));
        if (customers.Length > 0) lines.Add(words.Say($"Customers are better treated than employees in: {List(customers)}.", $"Les clients sont mieux traités que les salariés pour : {List(customers)}."));
        if (total > same.Length + employees.Length + customers.Length) lines.Add(words.Say($"On {total - same.Length - employees.Length - customers.Length} the answers do not settle it.", $"Sur {total - same.Length - employees.Length - customers.Length}, les réponses ne tranchent pas."));
        var (differ, of) = TeamsThatDiffer(content);
        if (differ > 0) lines.Add(words.Say($"That is all teams together. Of {of} teams taken one by one, {differ} are shown to treat the two differently.", $"C’est l’ensemble. Sur {of} équipes prises une à une, {differ} traitent les deux différemment : c’est démontré."));
        lines.AddRange(StatementChain.Branches(content, words));
        return StatementPage.Section("summary", StatementPage.H(words.Say("In short", "En bref")), total == 0
            ? StatementPage.P(words.Say("Too few answered for anything to be shown.", "Trop peu de réponses pour que quoi que ce soit soit montré."))
            : StatementPage.List(lines));
    }

    private static (int Differ, int Of) TeamsThatDiffer(StatementContent content)
    {
        var rows = content.TeamGaps.Where(r => r.IsShown && r.Text("dimension") == MainOf(content)).ToArray();
        return (rows.Count(r => r.Text("verdict") is "employee-favoured" or "customer-favoured"), rows.Length);
    }

    private static string? MainOf(StatementContent content) => content.TeamGaps.Any(g => g.Text("dimension") == "overall") ? "overall" : content.Dimensions is [var first, ..] ? first.Key : null;

    /// <summary>Dimension by dimension.</summary>
    public static XElement Table(StatementContent content, StatementWords words)
    {
        var scores = content.Scores.Where(s => s.IsShown).ToDictionary(s => (s.Text("dimension"), s.Text("voice")));
        var gaps = content.Gaps.ToDictionary(g => g.Text("dimension"));
        var head = new XElement("thead", new XElement("tr", new[]
        {
            words.Say("Subject, and what was asked", "Sujet, et ce qui a été demandé"), words.Say("0 (worst) to 100 (best)", "0 (le pire) à 100 (le mieux)"), words.Say("What it comes to", "Ce qu’il en est"),
        }.Select(h => new XElement("th", new XAttribute("scope", "col"), h))));
        return StatementPage.Section("voices", StatementPage.H(words.Say("Both voices, side by side", "Les deux voix, côte à côte")),
            new XElement("table", head, new XElement("tbody", content.Dimensions.Where(d => gaps.ContainsKey(d.Key)).Select(d => Row(content, words, d, gaps[d.Key], scores)))),
            StatementPage.P(words.Say(
                $"The thin line across each bar is how exactly we know it: the true figure lies within it {words.Sureness}. “Shown” means that chance alone would hardly ever make it look so.",
                $"Le trait fin sur chaque barre dit avec quelle précision nous le savons : le vrai chiffre s’y trouve {words.Sureness}. « Démontré » veut dire que le hasard seul ne donnerait presque jamais cette image."), "soft"));
    }

    /// <summary>How it is over the teams.</summary>
    public static XElement? Teams(StatementContent content, StatementWords words)
    {
        var main = MainOf(content);
        var rows = content.TeamGaps.Where(g => g.Text("dimension") == main).ToArray();
        if (rows.Length == 0 || content.Leaves < 2) return null;
        var name = content.Dimensions.FirstOrDefault(d => d.Key == main)?.Name ?? main!;
        int Of(string verdict) => rows.Count(r => r.IsShown && r.Text("verdict") == verdict);
        var withheld = content.Leaves - rows.Count(r => r.IsShown);
        var lines = new List<string>
        {
            words.Say($"{words.Count(Of("employee-favoured"), "team", "teams", "", "")}: employees better treated, shown.", $"{words.Count(Of("employee-favoured"), "", "", "équipe", "équipes")} : salariés mieux traités, démontré."),
            words.Say($"{words.Count(Of("customer-favoured"), "team", "teams", "", "")}: customers better treated, shown.", $"{words.Count(Of("customer-favoured"), "", "", "équipe", "équipes")} : clients mieux traités, démontré."),
            words.Say($"{words.Count(Of("symmetric"), "team", "teams", "", "")}: the same on both sides, shown.", $"{words.Count(Of("symmetric"), "", "", "équipe", "équipes")} : pareil des deux côtés, démontré."),
            words.Say($"{words.Count(Of("undetermined"), "team", "teams", "", "")}: not settled. A team has few answers: that says neither that it is alike nor that it is not.", $"{words.Count(Of("undetermined"), "", "", "équipe", "équipes")} : non tranché. Une équipe a peu de réponses : cela ne dit ni que c’est pareil, ni le contraire."),
        };
        if (withheld > 0) lines.Add(words.Say($"{words.Count(withheld, "team is", "teams are", "", "")} not shown, to protect those who answered.", $"{words.Count(withheld, "", "", "équipe n’est pas montrée", "équipes ne sont pas montrées")}, pour protéger celles et ceux qui ont répondu."));
        return StatementPage.Section("teams", StatementPage.H(words.Say($"Team by team: {name.ToLowerInvariant()}", $"Équipe par équipe : {name.ToLowerInvariant()}")), StatementPage.List(lines));
    }

    private static XElement Row(StatementContent content, StatementWords words, StatementDimension dimension, PlotRow gap, Dictionary<(string, string), PlotRow> scores)
    {
        var (employee, customer) = (scores.GetValueOrDefault((dimension.Key, "employee")), scores.GetValueOrDefault((dimension.Key, "customer")));
        var subject = new XElement("td", new XElement("strong", dimension.Name));
        if (dimension.Employee is { } asked) subject.Add(new XElement("span", new XAttribute("class", "soft employee"), words.Quote(asked)));
        if (dimension.Customer is { } put) subject.Add(new XElement("span", new XAttribute("class", "soft customer"), words.Quote(put)));
        var said = new XElement("td", new XAttribute("class", "bars"), Bars(words, employee, customer));
        return new XElement("tr", new XAttribute("data-dimension", dimension.Key), new XAttribute("data-verdict", gap.Text("verdict")), subject, said, new XElement("td", new XAttribute("class", "verdict"), words.Gap(gap, content.Margin)));
    }

    private static object[] Bars(StatementWords words, PlotRow? employee, PlotRow? customer)
    {
        var svg = new XElement(Svg.Space + "svg", new XAttribute("viewBox", $"0 0 {Wide} 30"), new XAttribute("width", Wide), new XAttribute("height", 30), new XAttribute("aria-hidden", "true"));
        foreach (var (row, ink, y) in new[] { (employee, Ink.Employee, 3.0), (customer, Ink.Customer, 18.0) })
        {
            svg.Add(Box(0, y, Wide, 9, Ink.Grid.Light));
            if (row is null) continue;
            svg.Add(Box(0, y, Wide * row.Known("mean") / 100, 9, ink.Light));
            if (row.Real("meanLower") is { } lower && row.Real("meanUpper") is { } upper)
                svg.Add(Box(Wide * Math.Max(0, lower) / 100, y + 3.5, Wide * (Math.Min(100, upper) - Math.Max(0, lower)) / 100, 2, Ink.Text.Light));
        }

        XElement Told(PlotRow? row, string style, string who) => new("span", new XAttribute("class", style), $"{who}{words.Say(": ", " : ")}{(row is null ? words.Say("not shown", "non diffusé") : words.Score(row, "mean"))}");
        return [svg, new XElement("br"), Told(employee, "employee", words.Say("employees", "salariés")), new XElement("br"), Told(customer, "customer", words.Say("customers", "clients"))];
    }

    private static XElement Box(double x, double y, double width, double height, string fill) => new(Svg.Space + "rect",
        new XAttribute("x", Svg.At(x)), new XAttribute("y", Svg.At(y)), new XAttribute("width", Svg.At(width)), new XAttribute("height", Svg.At(height)), new XAttribute("fill", fill));
}
