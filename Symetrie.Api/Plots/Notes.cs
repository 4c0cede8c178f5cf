namespace Symetrie.Api.Plots;

/// <summary>What has to be said below a picture of teams, so that what is not there is not taken for nothing.</summary>
internal static class Notes
{
    /// <summary>The notes of a picture of gaps.</summary>
    /// <param name="look">How it looks.</param>
    /// <param name="teams">The teams shown.</param>
    /// <param name="gaps">The rows it was drawn from.</param>
    /// <param name="incomparable">Whether some verdict is that the voices were not asked alike.</param>
    public static IEnumerable<string> Of(PlotLook look, PlotTeams teams, IReadOnlyList<PlotRow> gaps, bool incomparable)
    {
        if (gaps.Count == 0) yield return look.Say("Nothing is published here.", "Rien n’est publié ici.");
        foreach (var note in OfTeams(look, teams)) yield return note;
        if (incomparable) yield return look.Say(
            "Employees and customers were not asked alike here: the distance from equality says nothing of the voices, only how teams differ from one another.",
            "Salariés et clients n’ont pas reçu la même question : la distance à l’égalité ne dit rien des voix, seules les différences entre équipes se lisent.");
    }

    /// <summary>Which teams are shown, where they are not all.</summary>
    public static IEnumerable<string> OfTeams(PlotLook look, PlotTeams teams)
    {
        if (teams.Branch is { } branch) yield return look.Say($"Branch: {branch.Name}.", $"Branche : {branch.Name}.");
        if (!teams.AreLeaves) yield return look.Say(
            $"Shown are nodes of the tree: {teams.Leaves} teams are too many to be seen together. Choose a branch.",
            $"Ce sont des nœuds de l’arbre : {teams.Leaves} équipes ne se voient pas ensemble. Choisir une branche.");
        if (teams.Cut > 0) yield return look.Say($"{teams.Cut} more are not shown: choose a branch.", $"{teams.Cut} autres ne sont pas montrées : choisir une branche.");
    }
}
