namespace Symetrie.Analytics.Statistics;

/// <summary>Estimates of τ², the variance between the true values of units that are observed with known sampling variances v:
/// y = μ + u + e, Var(u) = τ², Var(e) = v. The kernel under <see cref="DerSimonianLaird"/>; units in one fixed order, all v above 0.</summary>
internal static class BetweenVariance
{
    /// <summary>The generalised Q(τ²) = Σ w(y − μ̂)², w = 1/(v + τ²), with its weighted mean and sums of weights.</summary>
    public static (double Mean, double Weight, double Q) At(double tau2, double[] y, double[] v)
    {
        double weight = 0, sum = 0, q = 0;
        for (var i = 0; i < y.Length; i++)
        {
            var w = 1 / (v[i] + tau2);
            weight += w;
            sum += w * y[i];
        }

        var mean = sum / weight;
        for (var i = 0; i < y.Length; i++)
        {
            q += (y[i] - mean) * (y[i] - mean) / (v[i] + tau2);
        }

        return (mean, weight, q);
    }

    /// <summary>DerSimonian and Laird 1986: max(0, (Q − (k − 1)) / (Σw − Σw²/Σw)).</summary>
    public static double DerSimonianLaird(double[] y, double[] v)
    {
        double q = At(0, y, v).Q, sum = 0, squares = 0;
        foreach (var variance in v)
        {
            sum += 1 / variance;
            squares += 1 / (variance * variance);
        }

        return Math.Max(0, (q - (y.Length - 1)) / (sum - squares / sum));
    }

    /// <summary>The τ² at which Q(τ²) equals a target: Paule and Mandel 1982 with k − 1, an end of the Q-profile interval (Viechtbauer 2007)
    /// with a χ² quantile. Q falls in τ²; 0 when it starts below the target.</summary>
    public static double WhereQIs(double target, double[] y, double[] v)
    {
        if (At(0, y, v).Q <= target)
        {
            return 0;
        }

        var high = Start(y, v);
        while (At(high, y, v).Q > target)
        {
            high *= 2;
        }

        return Bisect(tau2 => At(tau2, y, v).Q > target, high);
    }

    /// <summary>Restricted maximum likelihood: the best of a grid on τ = c·u/(1 − u), refined by bisection of the score between its neighbours, so that
    /// a likelihood with two peaks or its peak at 0 is no trap.</summary>
    public static double Reml(double[] y, double[] v)
    {
        const int Steps = 200;
        var scale = Math.Sqrt(Start(y, v));
        double Tau2(double u) => Math.Pow(scale * u / (1 - u), 2);
        double Value(double u) => RestrictedLogLikelihood(Tau2(u), y, v);
        var best = Enumerable.Range(0, Steps).MaxBy(s => Value((double)s / Steps));
        var low = Tau2(Math.Max(0, best - 1.0) / Steps);
        var high = Tau2(Math.Min(Steps - 0.5, best + 1.0) / Steps);
        if (best == 0 && Score(0, y, v) <= 0)
        {
            return 0;
        }

        return Bisect(tau2 => Score(tau2, y, v) > 0, high, low);
    }

    /// <summary>−½[Σ ln(v + τ²) + ln Σw + Q(τ²)], up to a constant.</summary>
    public static double RestrictedLogLikelihood(double tau2, double[] y, double[] v)
    {
        var (_, weight, q) = At(tau2, y, v);
        double logs = 0;
        foreach (var variance in v)
        {
            logs += Math.Log(variance + tau2);
        }

        return -(logs + Math.Log(weight) + q) / 2;
    }

    /// <summary>Twice the derivative of the restricted log-likelihood in τ²: Σw²(y − μ̂)² − Σw + Σw²/Σw.</summary>
    private static double Score(double tau2, double[] y, double[] v)
    {
        var (mean, weight, _) = At(tau2, y, v);
        double squares = 0, weighted = 0;
        for (var i = 0; i < y.Length; i++)
        {
            var w = 1 / (v[i] + tau2);
            squares += w * w;
            weighted += w * w * (y[i] - mean) * (y[i] - mean);
        }

        return weighted - weight + squares / weight;
    }

    private static double Start(double[] y, double[] v)
    {
        var mean = y.Average();
        return y.Sum(value => (value - mean) * (value - mean)) / Math.Max(1, y.Length - 1) + v.Average();
    }

    private static double Bisect(Func<double, bool> isBelowRoot, double high, double low = 0)
    {
        while (true)
        {
            var middle = low + (high - low) / 2;
            if (middle <= low || middle >= high)
            {
                return middle;
            }

            (low, high) = isBelowRoot(middle) ? (middle, high) : (low, middle);
        }
    }
}
