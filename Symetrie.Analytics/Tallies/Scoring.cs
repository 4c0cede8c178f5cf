using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Tallies;

/// <summary>How one codebook's answers become dimension scores: reverse-keying, percent of maximum possible (POMP; Cohen, Cohen, Aiken
/// &amp; West 1999), and the prorated mean of the answered items where enough of them are answered.</summary>
/// <remarks>Exact: item scores are brought to one denominator, and the score is rounded once. Three 7-point items have 19 scores, not 29.</remarks>
public sealed class Scoring
{
    // Small dimensions are scored by table: (answered, sum) → score.
    private const int TableLimit = 4096;
    private readonly Part[] parts;
    private readonly Item[] items;

    /// <summary>The scoring of a codebook.</summary>
    public Scoring(Codebook codebook)
    {
        items = [.. codebook.Items];
        Dimensions = [.. codebook.Items.Select(i => i.Dimension).Distinct(StringComparer.Ordinal)];
        parts = [.. Dimensions.Select(d => new Part(codebook, d))];
        ItemDimensions = [.. items.Select(i => Dimensions.ToList().IndexOf(i.Dimension))];
    }

    /// <summary>The dimensions scored, in the order of their first item.</summary>
    public IReadOnlyList<string> Dimensions { get; }

    /// <summary>For each item, the place of its dimension in <see cref="Dimensions"/>.</summary>
    public IReadOnlyList<int> ItemDimensions { get; }

    /// <summary>How many items an answer holds.</summary>
    public int ItemCount => items.Length;

    /// <summary>Scores one respondent.</summary>
    /// <param name="steps">The answers as steps, −1 where there is none.</param>
    /// <param name="scores">Receives the score of each dimension in units; −1 where too few of its items were answered.</param>
    public void Score(ReadOnlySpan<int> steps, Span<long> scores)
    {
        for (var d = 0; d < parts.Length; d++) scores[d] = parts[d].Score(steps);
    }

    private sealed class Part
    {
        private readonly int[] places;
        private readonly int[] ranges;
        private readonly long[] weights;
        private readonly bool[] reversed;
        private readonly long denominator;
        private readonly int needed;
        private readonly long[]? table;

        public Part(Codebook codebook, string dimension)
        {
            var mine = codebook.Items.Select((item, i) => (item, i)).Where(p => string.Equals(p.item.Dimension, dimension, StringComparison.Ordinal)).ToArray();
            places = [.. mine.Select(p => p.i)];
            ranges = [.. mine.Select(p => p.item.Scale.Steps)];
            reversed = [.. mine.Select(p => p.item.Reversed)];
            denominator = ranges.Aggregate(1L, (lcm, range) => lcm / Gcd(lcm, range) * range);
            weights = [.. ranges.Select(r => denominator / r)];
            needed = Math.Max(1, (int)decimal.Ceiling(mine.Length * codebook.AnsweredShare));
            if (denominator * mine.Length * (mine.Length + 1) <= TableLimit) table = Table(mine.Length);
        }

        public long Score(ReadOnlySpan<int> steps)
        {
            var (answered, sum) = (0, 0L);
            for (var i = 0; i < places.Length; i++)
            {
                var step = steps[places[i]];
                if (step < 0) continue;
                answered++;
                sum += (reversed[i] ? ranges[i] - step : step) * weights[i];
            }

            if (answered < needed) return -1;
            return table is null ? ScorePoints.OfRatio(sum, denominator * answered) : table[((answered - 1) * (denominator * places.Length)) + (answered - 1) + sum];
        }

        private long[] Table(int count)
        {
            var width = (denominator * count) + 1;
            var scores = new long[width * count];
            for (var answered = 1; answered <= count; answered++)
                for (var sum = 0L; sum <= denominator * answered; sum++) scores[((answered - 1) * width) + sum] = ScorePoints.OfRatio(sum, denominator * answered);
            return scores;
        }

        private static long Gcd(long a, long b) => b == 0 ? a : Gcd(b, a % b);
    }
}
