namespace Symetrie.Analytics.Statistics;

/// <summary>
/// A difference inside blocks tested by randomisation: the estimate of <see cref="BlockedDifference"/> against its distribution over every way in which as many units
/// of each block could have been treated. Exact whatever the distribution, but only where the treated units were drawn by lot in each block.
/// </summary>
/// <remarks>One block is <see cref="DidRandomization"/>, enumerated up to its limit. Several are drawn, p = (b + 1)/(m + 1). Sources: Fisher (1935); Imbens and Rubin (2015), chapter 9.</remarks>
public static class BlockedRandomization
{
    /// <summary>Tests the values.</summary>
    /// <param name="values">The value of each unit; NaN is missing.</param>
    /// <param name="treated">Whether each unit was treated.</param>
    /// <param name="blocks">Each unit's block.</param>
    /// <param name="seed">Seed of the draw.</param>
    /// <param name="replicates">Number of assignments drawn.</param>
    /// <returns>The two-sided p, and the smallest that so many units can give; null where no block has both sides.</returns>
    /// <exception cref="ArgumentException">Lengths differ, or <paramref name="replicates"/> is below 1.</exception>
    public static (double P, double Least)? Compute(ReadOnlySpan<double> values, ReadOnlySpan<bool> treated, ReadOnlySpan<int> blocks, ulong seed, int replicates = 9999)
    {
        Guard.SameLength(values.Length, treated.Length, nameof(treated));
        Guard.SameLength(values.Length, blocks.Length, nameof(blocks));
        ArgumentOutOfRangeException.ThrowIfLessThan(replicates, 1);
        var (y, flags, of) = (values.ToArray(), treated.ToArray(), blocks.ToArray());
        var dealt = Enumerable.Range(0, y.Length).Where(i => !double.IsNaN(y[i])).GroupBy(i => of[i]).OrderBy(g => g.Key)
            .Select(g => (Values: g.Select(i => y[i]).Order().ToArray(), Inside: g.Where(i => flags[i]).Select(i => y[i]).Order().ToArray()))
            .Where(b => b.Inside.Length > 0 && b.Inside.Length < b.Values.Length).ToArray();
        if (dealt.Length == 0) return null;
        if (dealt.Length == 1)
        {
            var exact = DidRandomization.Compute(y, flags, seed, replicates);
            return (exact.P!.Value, exact.MinAttainableP!.Value);
        }

        var scale = dealt.Max(b => b.Values[^1] - b.Values[0]);
        var seen = Math.Abs(dealt.Sum(b => Part(b.Values, ExactSum.Of(b.Inside), b.Inside.Length)));
        var (random, reached, ways) = (new SeededRandom(seed), 0, 1.0);
        for (var replicate = 0; replicate < replicates; replicate++)
        {
            var estimate = 0.0;
            foreach (var (all, inside) in dealt) estimate += Part(all, Draw(random, all, inside.Length), inside.Length);
            if (Math.Abs(estimate) >= seen - (1e-9 * Math.Max(seen, scale))) reached++;
        }

        foreach (var (all, inside) in dealt) ways *= DidRandomization.Assignments(all.Length, inside.Length);
        return ((reached + 1.0) / (replicates + 1.0), Math.Max(1 / ways, 1.0 / (replicates + 1.0)));
    }

    // t·c/n times the difference of the means: up to a factor common to all assignments, the block's part of the estimate.
    private static double Part(double[] all, double sum, int inside)
    {
        double outside = all.Length - inside, total = ExactSum.Of(all);
        return inside * outside / all.Length * ((sum / inside) - ((total - sum) / outside));
    }

    private static double Draw(SeededRandom random, double[] all, int inside)
    {
        var sum = 0.0;
        for (var i = 0; i < inside; i++)
        {
            var j = i + random.Next(all.Length - i);
            (all[i], all[j]) = (all[j], all[i]);
            sum += all[i];
        }

        return sum;
    }
}
