namespace Symetrie.Analytics.Statistics;

/// <summary>What <see cref="PostStratification"/> found.</summary>
/// <param name="N">Rows with a value.</param>
/// <param name="Mean">Σ population share · stratum mean.</param>
/// <param name="StandardError">Its linearised standard error.</param>
/// <param name="Total">Mean × population.</param>
/// <param name="UnweightedMean">The plain mean, for comparison.</param>
/// <param name="DesignEffect">Kish's n·Σw²/(Σw)², what the unequal weights cost.</param>
/// <param name="Weights">The weight of each row in the given order; <see langword="null"/> where its value is missing.</param>
/// <param name="EmptyStrata">Indices of strata with a population but no value.</param>
/// <param name="Reason">Why figures are absent.</param>
public sealed record PostStratificationResult(
    long N, double? Mean, double? StandardError, double? Total, double? UnweightedMean, double? DesignEffect,
    IReadOnlyList<double?> Weights, IReadOnlyList<int> EmptyStrata, Absent Reason)
{
    /// <summary>Why the standard error is absent.</summary>
    public Absent StandardErrorReason => Reason != Absent.None ? Reason : StandardError is null ? Absent.TooFew : Absent.None;
}


/// <summary>Re-weights rows so that the strata have their known population sizes (Holt and Smith 1979; Särndal, Swensson and Wretman 1992,
/// section 7.6): w' = w·N_h/Σ_h w. The standard error linearises: residuals from the stratum means, summed by cluster, with the variance
/// m/(m − 1)·Σ(z − z̄)² over the m clusters, less the sampled fraction.
/// <para>No value: <see cref="Absent.NoValues"/>. A stratum with a population but no value: <see cref="Absent.EmptyGroup"/>, merge it with
/// another first. One cluster: no standard error.</para></summary>
public static class PostStratification
{
    /// <summary>From raw rows; a row with a NaN value is dropped.</summary>
    /// <param name="y">The value of each row.</param>
    /// <param name="stratum">The stratum of each row, an index into the populations.</param>
    /// <param name="population">The size (or share) of each stratum, at least 0.</param>
    /// <param name="weights">Design weights above 0; empty for equal ones.</param>
    /// <param name="clusters">The cluster of each row; empty when rows were drawn singly.</param>
    /// <param name="populationClusters">How many clusters (or rows) there are to draw from, for the finite population correction.</param>
    public static PostStratificationResult Compute(
        ReadOnlySpan<double> y, ReadOnlySpan<int> stratum, ReadOnlySpan<double> population,
        ReadOnlySpan<double> weights = default, ReadOnlySpan<int> clusters = default, double? populationClusters = null)
    {
        Check(y, stratum, population, weights, clusters);
        double[] value = y.ToArray(), weight = weights.IsEmpty ? [.. value.Select(_ => 1.0)] : weights.ToArray();
        double[] label = [.. stratum.ToArray().Select(s => (double)s)];
        double[] cluster = clusters.IsEmpty ? new double[value.Length] : [.. clusters.ToArray().Select(c => (double)c)];
        var rows = CompleteCases.Rows(value);
        var order = CanonicalOrder.Of([.. new[] { cluster, label, value, weight }.Select(column => CompleteCases.At(column, rows))]);
        rows = [.. order.Select(i => rows[i])];
        var sums = new double[population.Length];
        foreach (var i in rows)
        {
            sums[(int)label[i]] += weight[i];
        }

        var populations = population.ToArray();
        var empty = Enumerable.Range(0, populations.Length).Where(h => populations[h] > 0 && sums[h] == 0).ToArray();
        var nothing = new PostStratificationResult(rows.Length, null, null, null, null, null, new double?[value.Length], empty, Absent.NoValues);
        if (rows.Length == 0 || empty.Length > 0)
        {
            return nothing with { Reason = rows.Length == 0 ? Absent.NoValues : Absent.EmptyGroup };
        }

        var adjusted = new double?[value.Length];
        foreach (var i in rows)
        {
            adjusted[i] = weight[i] * populations[(int)label[i]] / sums[(int)label[i]];
        }

        return Estimated(nothing with { Weights = adjusted, Reason = Absent.None }, value, label, rows, populations, clusters.IsEmpty ? null : cluster, populationClusters);
    }

    private static PostStratificationResult Estimated(
        PostStratificationResult known, double[] y, double[] stratum, int[] rows, double[] population, double[]? cluster, double? populationClusters)
    {
        double size = ExactSum.Of(population), squares = 0;
        var totals = new double[population.Length];
        foreach (var i in rows)
        {
            totals[(int)stratum[i]] += known.Weights[i]!.Value * y[i];
            squares += known.Weights[i]!.Value * known.Weights[i]!.Value;
        }

        var byCluster = rows.GroupBy(i => cluster is null ? i : cluster[i]).Select(g => g.Sum(i =>
        {
            var h = (int)stratum[i];
            return population[h] == 0 ? 0 : known.Weights[i]!.Value * (y[i] - totals[h] / population[h]) / size;
        })).ToArray();
        var spread = SampleMoments.Of(byCluster);
        var correction = populationClusters is { } all ? Math.Max(0, 1 - spread.N / all) : 1;
        return known with
        {
            Mean = totals.Sum() / size,
            Total = totals.Sum(),
            StandardError = spread.N > 1 ? Math.Sqrt(correction * spread.N * spread.Variance) : null,
            UnweightedMean = SampleMoments.Of(CompleteCases.At(y, rows)).Mean,
            DesignEffect = rows.Length * squares / (size * size),
        };
    }

    private static void Check(
        ReadOnlySpan<double> y, ReadOnlySpan<int> stratum, ReadOnlySpan<double> population, ReadOnlySpan<double> weights, ReadOnlySpan<int> clusters)
    {
        Guard.SameLength(y.Length, stratum.Length, nameof(stratum));
        Guard.NoneInfinite(y, nameof(y));
        Guard.SameLength(y.Length, weights.IsEmpty ? y.Length : weights.Length, nameof(weights));
        Guard.SameLength(y.Length, clusters.IsEmpty ? y.Length : clusters.Length, nameof(clusters));
        double total = 0;
        foreach (var size in population)
        {
            Guard.NonNegative(size, nameof(population));
            total += size;
        }

        Guard.Positive(total, nameof(population));
        foreach (var weight in weights)
        {
            Guard.Positive(weight, nameof(weights));
        }

        foreach (var h in stratum)
        {
            if (h < 0 || h >= population.Length)
            {
                throw new ArgumentOutOfRangeException(nameof(stratum), h, "A stratum is an index into the populations.");
            }
        }
    }
}
