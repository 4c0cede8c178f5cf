using Symetrie.Analytics.Disclosure;
using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tallies;

namespace Symetrie.Api.Recompute;

/// <summary>How many cells have answers and how many are released, by voice and period: numbers for administrators, never which.</summary>
internal static class CellCounts
{
    /// <summary>Counts the cells of a run.</summary>
    /// <param name="answers">Everything that was answered.</param>
    /// <param name="released">What may be seen of it.</param>
    public static IEnumerable<(Voice Voice, string Period, long Cells, long Released, long Pending)> Of(Undisclosed answers, Released released)
    {
        var places = released.Periods.Select((p, i) => (p.Key, i)).ToDictionary(p => p.Key, p => p.i, StringComparer.Ordinal);
        var sheets = answers.Sheets.ToLookup(s => (s.Key.Voice, s.Key.Period));
        foreach (var voice in Voices.Both)
            for (var p = 0; p < answers.Periods.Count; p++)
            {
                var seen = places.TryGetValue(answers.Periods[p].Key, out var place)
                    ? Enumerable.Range(0, released.Dimensions(voice).Count).Sum(d => released.Cells(voice, place, d).LongCount(c => c is not null))
                    : 0;
                var cells = Enumerable.Range(0, answers.Dimensions(voice).Count).Sum(d => Answered(answers.Tree, sheets[(voice, p)].Where(s => Has(s.Value, d)).Select(s => s.Key.Team)));
                // What waits for a newer version is known to a release that keeps its history; this one renews every cell.
                if (cells + seen > 0) yield return (voice, answers.Periods[p].Key, Math.Max(cells, seen), seen, 0);
            }
    }

    // A team with answers is a cell, and so is each node above it.
    private static long Answered(TeamTree tree, IEnumerable<int> teams)
    {
        var cells = new HashSet<int>();
        foreach (var team in teams)
            for (var node = team; node >= 0 && cells.Add(node); node = tree.ParentOf(node)) continue;
        return cells.Count;
    }

    private static bool Has(AnswerSheet sheet, int dimension) => sheet.Scores(dimension).ContainsAnyInRange(0, long.MaxValue) || sheet.Published.Any(c => c.Dimension == dimension);
}
