namespace Symetrie.Analytics.Statistics;

/// <summary>The model y = a + b·(x − x̄g) + c·x̄g + u(g) + e with a normal u for each group, fitted by restricted maximum
/// likelihood (Patterson and Thompson 1971). The deviations are orthogonal to everything on the level of the groups, so
/// only the ratio λ = Var(u)/Var(e) has to be searched for.</summary>
internal static class RandomIntercept
{
    /// <summary>c at the λ that maximises the restricted likelihood; absent with fewer than three groups.</summary>
    public static double? SlopeBetween(GroupedPairs pairs, double[] meansX, double[] meansY, BetweenWithin.Level inside)
    {
        if (pairs.Groups < 3) return null;
        double[] sizes = [.. Enumerable.Range(0, pairs.Groups).Select(g => (double)(pairs.Starts[g + 1] - pairs.Starts[g]))];
        var order = RowOrder.Of(sizes, meansX, meansY);
        sizes = RowOrder.Take(sizes, order);
        double[] x = RowOrder.Take(meansX, order), y = RowOrder.Take(meansY, order);
        var residual = Math.Max(0, inside.Yy - (inside.Xy * inside.Xy / inside.Xx));
        double Deviance(double ratio)
        {
            var (_, rest, xx, weight) = Fit(sizes, x, y, ratio);
            var logs = 0.0;
            foreach (var size in sizes) logs += Math.Log(1 + (ratio * size));
            return ((pairs.N - 3) * Math.Log(residual + rest)) + logs + Math.Log(xx * weight);
        }

        return Fit(sizes, x, y, BestRatio(Deviance)).Slope;
    }

    /// <summary>Weighted least squares of the group means, weights n/(1 + λn).</summary>
    private static (double Slope, double Residual, double Xx, double Weight) Fit(double[] n, double[] x, double[] y, double ratio)
    {
        double weight = 0, meanX = 0, meanY = 0, xx = 0, xy = 0, rest = 0;
        for (var g = 0; g < n.Length; g++)
        {
            var w = n[g] / (1 + (ratio * n[g]));
            weight += w;
            meanX += w * x[g];
            meanY += w * y[g];
        }

        meanX /= weight;
        meanY /= weight;
        for (var g = 0; g < n.Length; g++)
        {
            var w = n[g] / (1 + (ratio * n[g]));
            xx += w * (x[g] - meanX) * (x[g] - meanX);
            xy += w * (x[g] - meanX) * (y[g] - meanY);
        }

        var slope = xy / xx;
        for (var g = 0; g < n.Length; g++)
        {
            var e = y[g] - meanY - (slope * (x[g] - meanX));
            rest += n[g] / (1 + (ratio * n[g])) * e * e;
        }

        return (slope, rest, xx, weight);
    }

    /// <summary>The ratio of least deviance: the best of a grid from 1e-6 to 1e6 and 0, then a golden section around it.</summary>
    private static double BestRatio(Func<double, double> deviance)
    {
        const double step = 0.25;
        var best = Enumerable.Range(-24, 49).Select(i => i * step).MinBy(e => deviance(Math.Pow(10, e)));
        double low = best - step, high = best + step, golden = (Math.Sqrt(5) - 1) / 2;
        for (var i = 0; i < 60; i++)
        {
            double left = high - (golden * (high - low)), right = low + (golden * (high - low));
            if (deviance(Math.Pow(10, left)) <= deviance(Math.Pow(10, right))) high = right;
            else low = left;
        }

        var ratio = Math.Pow(10, (low + high) / 2);
        return deviance(0) <= deviance(ratio) ? 0 : ratio;
    }
}
