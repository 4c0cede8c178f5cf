namespace Symetrie.Analytics.Statistics;

/// <summary>
/// Changes of level in a series: the segmentation that minimises Σ over segments of Σ (x − segment mean)² plus a penalty for
/// each change, found exactly by the pruned recursion PELT.
/// </summary>
/// <remarks>
/// The penalty is in squared units of the data. <see cref="UsualPenalty"/> is 2 ln n times the variance of one value, estimated
/// from differences of neighbours, because the variance of the whole series already contains the changes. Of equal optima the one
/// with the earliest last change is taken. A start that is beaten at time t can still be the best until t + the minimal length, so
/// it is dropped only then: the answer is that of the full recursion for every minimal length.
/// Source: Killick, Fearnhead and Eckley (2012); Jackson et al. (2005) for the recursion.
/// </remarks>
public static class Pelt
{
    /// <summary>2 ln n × (variance of neighbour differences)/2; null below three values.</summary>
    public static double? UsualPenalty(ReadOnlySpan<double> values)
    {
        var x = CompleteSeries.Of(values).Values;
        if (x.Length < 3)
            return null;

        var differences = new double[x.Length - 1];
        for (var i = 0; i < differences.Length; i++)
            differences[i] = x[i + 1] - x[i];

        return Math.Log(x.Length) * SampleMoments.Of(differences).Variance;
    }

    /// <summary>2 ln n × the greater of what neighbours differ by and what the values' own errors are: a penalty for a series with gaps, of which
    /// only true neighbours are compared.</summary>
    /// <param name="values">The series at steps of time; NaN is a gap.</param>
    /// <param name="errors">The error variance of each value; NaN where it is not known.</param>
    /// <returns>The penalty in squared units; 0 or more.</returns>
    public static double Penalty(ReadOnlySpan<double> values, ReadOnlySpan<double> errors)
    {
        Guard.SameLength(values.Length, errors.Length);
        var (n, pairs, squares, known, sum) = (0, 0, 0.0, 0, 0.0);
        for (var t = 0; t < values.Length; t++)
        {
            if (double.IsNaN(values[t])) continue;
            n++;
            if (!double.IsNaN(errors[t])) (known, sum) = (known + 1, sum + errors[t]);
            if (t == 0 || double.IsNaN(values[t - 1])) continue;
            var step = values[t] - values[t - 1];
            (pairs, squares) = (pairs + 1, squares + (step * step));
        }

        return n < 2 ? 0 : 2 * Math.Log(n) * Math.Max(pairs == 0 ? 0 : squares / pairs / 2, known == 0 ? 0 : sum / known);
    }

    /// <summary>Finds the changes.</summary>
    /// <param name="values">The series; a missing value is dropped and the series closed up.</param>
    /// <param name="penalty">Cost of a change, 0 or more.</param>
    /// <param name="minimalLength">The fewest values of a segment.</param>
    /// <exception cref="ArgumentException"><paramref name="penalty"/> is negative or not finite, or
    /// <paramref name="minimalLength"/> is below 1.</exception>
    public static PeltResult Compute(ReadOnlySpan<double> values, double penalty, int minimalLength = 1)
    {
        Guard.NonNegative(penalty);
        ArgumentOutOfRangeException.ThrowIfLessThan(minimalLength, 1);
        var series = CompleteSeries.Of(values);
        var x = series.Values;
        if (x.Length == 0)
            return new PeltResult(0, values.Length, [], [], null, Absent.NoValues);
        if (x.Length < minimalLength)
            return new PeltResult(x.Length, values.Length - x.Length, [], [], null, Absent.TooFew);

        var ends = Ends(x, penalty, minimalLength);
        var means = new double[ends.Count];
        var objective = penalty * (ends.Count - 1);
        for (int i = 0, from = 0; i < means.Length; from = ends[i++])
        {
            var segment = x.AsSpan(from, ends[i] - from);
            means[i] = ExactSum.Of(segment) / segment.Length;
            foreach (var value in segment)
                objective += (value - means[i]) * (value - means[i]);
        }

        return new PeltResult(
            x.Length, values.Length - x.Length, ends.Count == 1 ? [] : [.. ends.SkipLast(1).Select(end => series.Positions[end - 1] + 1)], means, objective,
            Absent.None);
    }

    /// <summary>The exclusive ends of the best segments, the last of them n.</summary>
    private static List<int> Ends(double[] x, double penalty, int minimalLength)
    {
        var n = x.Length;
        var (sums, squares) = Prefixes(x);
        var best = new double[n + 1];
        var start = new int[n + 1];
        Array.Fill(best, double.PositiveInfinity);
        best[0] = -penalty;
        var dropAt = new int[n + 1];
        Array.Fill(dropAt, int.MaxValue);
        var candidates = new List<int>();
        for (var t = minimalLength; t <= n; t++)
        {
            if (double.IsFinite(best[t - minimalLength]))
                candidates.Add(t - minimalLength);

            for (var c = candidates.Count - 1; c >= 0; c--)
            {
                if (dropAt[candidates[c]] <= t)
                    candidates.RemoveAt(c);
            }

            foreach (var s in candidates)
            {
                var total = best[s] + Cost(s, t) + penalty;
                if (total < best[t])
                    (best[t], start[t]) = (total, s);
            }

            foreach (var s in candidates)
            {
                if (best[s] + Cost(s, t) > best[t])
                    dropAt[s] = Math.Min(dropAt[s], t + minimalLength);
            }
        }

        var ends = new List<int>();
        for (var t = n; t > 0; t = start[t])
            ends.Add(t);

        ends.Reverse();
        return ends;

        double Cost(int s, int t)
        {
            var sum = sums[t] - sums[s];
            return Math.Max(0, squares[t] - squares[s] - sum * sum / (t - s));
        }
    }

    /// <summary>Running sums about the mean of the series, so that a large offset costs no digits.</summary>
    private static (double[] Sums, double[] Squares) Prefixes(double[] x)
    {
        var centre = ExactSum.Of(x) / x.Length;
        var (sums, squares) = (new double[x.Length + 1], new double[x.Length + 1]);
        for (var i = 0; i < x.Length; i++)
        {
            var d = x[i] - centre;
            sums[i + 1] = sums[i] + d;
            squares[i + 1] = squares[i] + d * d;
        }

        return (sums, squares);
    }
}

/// <summary>What <see cref="Pelt"/> answers.</summary>
/// <param name="N">Values used.</param>
/// <param name="Missing">Missing values, dropped.</param>
/// <param name="ChangePoints">Place of the last value of each segment but the last, counted from 1 in the series as given.</param>
/// <param name="SegmentMeans">Mean of each segment.</param>
/// <param name="Objective">Σ of squared deviations plus penalty × changes.</param>
/// <param name="Reason"><see cref="Absent.NoValues"/>, or <see cref="Absent.TooFew"/> when no segment can be long enough.</param>
public sealed record PeltResult(
    int N, int Missing, IReadOnlyList<int> ChangePoints, IReadOnlyList<double> SegmentMeans, double? Objective, Absent Reason);
