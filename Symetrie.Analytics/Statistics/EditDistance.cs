namespace Symetrie.Analytics.Statistics;

/// <summary>How many slips of the pen lie between two texts: letters added, left out, exchanged, or swapped with their neighbour, each stretch touched once (Damerau 1964,
/// Levenshtein 1966; optimal string alignment).</summary>
/// <remarks>Where <see cref="JaroWinkler"/> asks how much two names have in common, this asks how much was mistyped: "agree" and "disagree" have nearly all letters in common, and
/// nobody who meant the one wrote the other.</remarks>
public static class EditDistance
{
    /// <summary>Compares two texts as they are, letter by letter; 0 for equal ones.</summary>
    public static int Compute(ReadOnlySpan<char> from, ReadOnlySpan<char> to)
    {
        var (before, last, row) = (new int[to.Length + 1], new int[to.Length + 1], new int[to.Length + 1]);
        for (var j = 0; j <= to.Length; j++) last[j] = j;
        for (var i = 1; i <= from.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1]) row[j] = Math.Min(row[j], before[j - 2] + 1);
            }

            (before, last, row) = (last, row, before);
        }

        return last[to.Length];
    }
}
