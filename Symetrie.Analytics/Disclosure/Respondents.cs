using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tallies;

namespace Symetrie.Analytics.Disclosure;

/// <summary>Counts distinct persons below a node, no further than needed.</summary>
internal static class Respondents
{
    public delegate ReadOnlySpan<long> Marks(AnswerSheet sheet);

    /// <summary>Whether at least <paramref name="minimum"/> distinct persons stand behind a node's figure: one who answered in two teams counts once (C1).</summary>
    /// <param name="minimum">The minimum.</param>
    /// <param name="tree">The tree.</param>
    /// <param name="sheets">The sheets by team place.</param>
    /// <param name="place">The node.</param>
    /// <param name="marks">A number a person: negative where the person gave no valid answer.</param>
    /// <param name="published">How many respondents stand behind a sheet's published figures.</param>
    public static bool Reach(int minimum, TeamTree tree, AnswerSheet?[] sheets, int place, Marks marks, Func<AnswerSheet, long> published)
    {
        HashSet<long>? seen = null;
        var counted = 0L;
        for (var t = place; t < tree.EndOf(place); t++)
        {
            if (sheets[t] is not { } sheet) continue;
            counted += published(sheet);
            if (counted >= minimum) return true;
            var column = marks(sheet);
            for (var i = 0; i < column.Length; i++)
            {
                if (column[i] < 0) continue;
                // The persons of one sheet are distinct already; a set is needed only across teams.
                if (tree.IsLeaf(place)) counted++;
                else if ((seen ??= []).Add(sheet.Persons[i])) counted++;
                if (counted >= minimum) return true;
            }
        }

        return counted >= minimum;
    }
}
