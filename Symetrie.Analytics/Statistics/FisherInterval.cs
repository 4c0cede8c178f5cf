namespace Symetrie.Analytics.Statistics;

/// <summary>Fisher's interval of a correlation: tanh(atanh r ± z·se). Source: Fisher 1921.</summary>
internal static class FisherInterval
{
    // Almost every interval of a run has the same coverage, and a normal quantile costs more than a whole interval.
    [ThreadStatic] private static double lastConfidence;
    [ThreadStatic] private static double lastQuantile;

    /// <summary>The two limits; both are r itself at |r| = 1.</summary>
    public static (double Lower, double Upper) Around(double r, double standardError, double confidence)
    {
        if (Math.Abs(r) >= 1) return (r, r);
        var z = Math.Atanh(r);
        var half = Quantile(confidence) * standardError;
        return (Math.Tanh(z - half), Math.Tanh(z + half));
    }

    /// <summary>The two-sided normal quantile of a coverage, 1.96 for 0.95.</summary>
    public static double Quantile(double confidence)
    {
        if (lastConfidence.Equals(confidence)) return lastQuantile;
        lastQuantile = NormalDistribution.Quantile(1 - ((1 - confidence) / 2));
        lastConfidence = confidence;
        return lastQuantile;
    }
}
