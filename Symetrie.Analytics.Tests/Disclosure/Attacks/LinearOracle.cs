namespace Symetrie.Analytics.Tests.Disclosure.Attacks;

/// <summary>The attacker who knows the exact sum of every published group and combines them linearly. Independent of the product's own audit: it asks of every set of
/// answers below k whether removing its columns lowers the rank of the published rows, which is so exactly where some combination rests on that set alone.</summary>
/// <remarks>Ranks are modulo the prime 2³¹ − 1: a rank so found is never too high, and the same reduction serves both sides of the comparison.</remarks>
internal static class LinearOracle
{
    private const long Prime = int.MaxValue;

    /// <summary>The smallest group of fewer than <paramref name="k"/> answers whose figure can be worked out; null where there is none.</summary>
    public static IReadOnlyList<long>? Smallest(IReadOnlyCollection<IReadOnlySet<long>> published, int k)
    {
        var rows = published.ToArray();
        // Answers that lie in the same rows cannot be told apart: one column.
        var classes = rows.SelectMany(r => r).Distinct().GroupBy(a => string.Concat(rows.Select(r => r.Contains(a) ? '1' : '0')), StringComparer.Ordinal)
            .Select(g => (Pattern: g.Key, Answers: g.Order().ToArray())).OrderBy(c => c.Answers.Length).ThenBy(c => c.Answers[0]).ToArray();
        var small = Enumerable.Range(0, classes.Length).Where(c => classes[c].Answers.Length < k).ToArray();
        if (small.Length == 0) return null;
        var matrix = classes.Select(c => c.Pattern.Select(bit => (long)(bit - '0')).ToArray()).ToArray();
        var large = new Span(rows.Length);
        for (var c = 0; c < classes.Length; c++)
            if (classes[c].Answers.Length >= k) large.Add(matrix[c]);
        var full = large.Copy();
        foreach (var c in small) full.Add(matrix[c]);
        if (full.Rank == large.Rank) return null;
        IReadOnlyList<long>? found = null;
        foreach (var removed in Subsets(classes, small, 0, k - 1))
        {
            var left = large.Copy();
            foreach (var c in small)
                if (!removed.Contains(c)) left.Add(matrix[c]);
            if (left.Rank == full.Rank) continue;
            var answers = removed.SelectMany(c => classes[c].Answers).ToArray();
            if (found is null || answers.Length < found.Count) found = answers;
        }

        return found;
    }

    private static IEnumerable<int[]> Subsets((string Pattern, long[] Answers)[] classes, int[] small, int from, int budget)
    {
        for (var i = from; i < small.Length; i++)
        {
            var cost = classes[small[i]].Answers.Length;
            if (cost > budget) yield break;
            yield return [small[i]];
            foreach (var more in Subsets(classes, small, i + 1, budget - cost)) yield return [small[i], .. more];
        }
    }

    private sealed class Span(int width)
    {
        private readonly List<(int Pivot, long[] Row)> rows = [];

        public int Rank => rows.Count;

        public Span Copy()
        {
            var copy = new Span(width);
            copy.rows.AddRange(rows);
            return copy;
        }

        public void Add(long[] vector)
        {
            if (Rank == width) return;
            var left = (long[])vector.Clone();
            foreach (var (pivot, row) in rows)
                if (left[pivot] is not 0 and var factor)
                    for (var c = pivot; c < width; c++) left[c] = (left[c] + ((Prime - factor) * row[c])) % Prime;
            var lead = Array.FindIndex(left, v => v != 0);
            if (lead < 0) return;
            var inverse = Power(left[lead], Prime - 2);
            for (var c = lead; c < width; c++) left[c] = left[c] * inverse % Prime;
            rows.Add((lead, left));
        }

        private static long Power(long value, long exponent)
        {
            var power = 1L;
            for (; exponent > 0; exponent >>= 1, value = value * value % Prime)
                if ((exponent & 1) == 1) power = power * value % Prime;
            return power;
        }
    }
}
