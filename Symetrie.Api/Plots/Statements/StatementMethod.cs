using System.Xml.Linq;

namespace Symetrie.Api.Plots.Statements;

/// <summary>How it is known: who answered, how it was measured, how answers are protected, and how anybody can compute it again.</summary>
internal static class StatementMethod
{
    /// <summary>The part.</summary>
    public static XElement Part(StatementContent content, StatementWords words) => StatementPage.Section("method",
        StatementPage.H(words.Say("Who answered", "Qui a répondu")), StatementPage.List(Answered(content, words)),
        StatementPage.H(words.Say("How it is measured", "Comment c’est mesuré")), StatementPage.List(Measured(content, words)),
        StatementPage.H(words.Say("How answers are protected", "Comment les réponses sont protégées")), StatementPage.List(Protected(content, words)));

    /// <summary>The foot of the page.</summary>
    public static XElement Footer(StatementContent content, StatementWords words) => new("footer",
        new XElement("p", words.Say("These figures are snapshot ", "Ces chiffres sont l’instantané "), new XElement("code", Svg.Clean(content.Snapshot.Id)),
            words.Say($", published on {content.Snapshot.Day}. The id is computed from all that is published: the same answers and rules give the same id, and ", $", publié le {content.Snapshot.Day}. L’identifiant est calculé à partir de tout ce qui est publié : les mêmes réponses et les mêmes règles donnent le même, et "),
            new XElement("code", $"symetrie statement --period {content.Period} --snapshot {Svg.Clean(content.Snapshot.Id)}"), words.Say(" gives this page again.", " redonne cette page.")),
        StatementPage.P(words.Say("Made by Symetrie from the published rows; every figure stands in them.", "Établi par Symetrie à partir des lignes publiées ; chaque chiffre s’y trouve.")));

    private static IEnumerable<string> Answered(StatementContent content, StatementWords words)
    {
        foreach (var (voice, who) in new[] { ("employee", words.Say("employees", "salariés")), ("customer", words.Say("customers", "clients")) })
        {
            var row = content.Participation.FirstOrDefault(p => p.Text("voice") == voice && p.IsShown);
            if (row?.Count("n") is not { } n) yield return words.Say($"How many {who} answered is not shown.", $"Le nombre de {who} ayant répondu n’est pas diffusé.");
            else if (row.Count("invited") is { } invited && row.Real("responseRate") is { } rate)
                yield return words.Say($"{words.Number(n)} {who} of {words.Number(invited)} invited answered: {words.Look.Figure(100 * rate, 0)} %. What the others would have said is not known.", $"{words.Number(n)} {who} sur {words.Number(invited)} invités ont répondu : {words.Look.Figure(100 * rate, 0)} %. Ce que les autres auraient dit n’est pas connu.");
            else yield return words.Say($"{words.Number(n)} {who} answered.", $"{words.Number(n)} {who} ont répondu.");
        }
    }

    private static IEnumerable<string> Measured(StatementContent content, StatementWords words)
    {
        yield return words.Say("Employees and customers answer the same questions, each in their own words, as shown above.", "Salariés et clients répondent aux mêmes questions, chacun dans ses mots, comme ci-dessus.");
        yield return words.Say("Each answer becomes 0 (the worst that can be ticked) to 100 (the best); a score is the average.", "Chaque réponse devient un nombre de 0 (le pire à cocher) à 100 (le mieux) ; une note est la moyenne.");
        yield return words.Say(
            $"Differences of less than {words.Look.Figure(content.Margin, 0)} points are too small to matter. That two are the same has to be shown just as a difference has: few answers settle nothing.",
            $"Des écarts de moins de {words.Look.Figure(content.Margin, 0)} points sont trop petits pour compter. Que deux soient pareils doit être démontré, tout comme un écart : peu de réponses ne tranchent rien.");
        yield return words.Say(
            "Where many things are looked at, some differ by chance: what is called shown allows for that, so that no more than about one in twenty is wrong.",
            "Quand on regarde beaucoup de choses, certaines diffèrent par hasard : ce qui est dit démontré en tient compte, de sorte qu’environ une affirmation sur vingt au plus est fausse.");
    }

    private static IEnumerable<string> Protected(StatementContent content, StatementWords words)
    {
        yield return words.Say(
            $"No figure rests on fewer than {content.Minimums.Employees} employees{(content.Minimums.Customers > 1 ? $" or {content.Minimums.Customers} customers" : "")}, and none can be found by subtracting one from another, nor by comparing this page with an earlier one.",
            $"Aucun chiffre ne repose sur moins de {content.Minimums.Employees} salariés{(content.Minimums.Customers > 1 ? $" ou {content.Minimums.Customers} clients" : "")}, et aucun ne peut être retrouvé par soustraction, ni en comparant cette page à une plus ancienne.");
        yield return words.Say("Managers and leaders are counted together with others of their level: no figure is about one of them.", "Managers et dirigeants sont comptés avec d’autres de leur niveau : aucun chiffre ne porte sur l’un d’eux.");
        yield return words.Say("Nobody, not even the management, gets to see single answers.", "Personne, pas même la direction, ne voit de réponses individuelles.");
    }
}
