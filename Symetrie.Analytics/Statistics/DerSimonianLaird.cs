namespace Symetrie.Analytics.Statistics;

/// <summary>What <see cref="DerSimonianLaird"/> found. Means are in the units of y, variances in its square.</summary>
/// <param name="K">Units with a value and a variance.</param>
/// <param name="MeanFixed">Σy/v / Σ1/v: the mean if all true values were equal.</param>
/// <param name="StandardErrorFixed">1/√Σ1/v.</param>
/// <param name="Q">Cochran's Q.</param>
/// <param name="QP">p of "all true values are equal", χ²(k − 1).</param>
/// <param name="Tau2">DerSimonian–Laird estimate of the variance between true values, truncated at 0.</param>
/// <param name="I2">Percent of the spread that is not sampling error, 100·max(0, (Q − df)/Q).</param>
/// <param name="H2">Q/(k − 1), at least 1.</param>
/// <param name="Mean">Random-effects mean with weights 1/(v + τ²).</param>
/// <param name="StandardError">Its standard error, τ² taken as known.</param>
/// <param name="Lower">Lower end of its normal interval.</param>
/// <param name="Upper">Upper end of its normal interval.</param>
/// <param name="Tau2PauleMandel">Paule–Mandel estimate of τ².</param>
/// <param name="Tau2Reml">Restricted maximum likelihood estimate of τ².</param>
/// <param name="Tau2Lower">Lower end of the Q-profile interval of τ².</param>
/// <param name="Tau2Upper">Upper end of the Q-profile interval of τ².</param>
/// <param name="HksjStandardError">Hartung–Knapp–Sidik–Jonkman standard error (not truncated, so it may be below the other).</param>
/// <param name="HksjLower">Lower end of its t(k − 1) interval.</param>
/// <param name="HksjUpper">Upper end of its t(k − 1) interval.</param>
/// <param name="PredictionLower">Lower end of the interval of a new unit's true value, t(k − 2); needs 3 units.</param>
/// <param name="PredictionUpper">Upper end of the interval of a new unit's true value.</param>
/// <param name="Reason">Why figures are absent.</param>
public sealed record DerSimonianLairdResult(
    long K, double? MeanFixed, double? StandardErrorFixed, double? Q, double? QP, double? Tau2, double? I2, double? H2,
    double? Mean, double? StandardError, double? Lower, double? Upper, double? Tau2PauleMandel, double? Tau2Reml,
    double? Tau2Lower, double? Tau2Upper, double? HksjStandardError, double? HksjLower, double? HksjUpper,
    double? PredictionLower, double? PredictionUpper, Absent Reason)
{
    /// <summary>Mean with weights 1/(v + τ²), τ² by restricted maximum likelihood.</summary>
    public double? MeanReml { get; init; }

    /// <summary>Lower end of its t(k − 1) interval, after Hartung and Knapp 2001.</summary>
    public double? MeanRemlLower { get; init; }

    /// <summary>Upper end of its t(k − 1) interval, after Hartung and Knapp 2001.</summary>
    public double? MeanRemlUpper { get; init; }

    /// <summary>Why the prediction interval is absent.</summary>
    public Absent PredictionReason => Reason != Absent.None ? Reason : PredictionLower is null ? Absent.TooFew : Absent.None;
}


/// <summary>Random-effects synthesis of units that were each observed with a known sampling variance: are their true values really
/// different, and what is their mean? (DerSimonian and Laird 1986; Paule and Mandel 1982; Viechtbauer 2005 and 2007; Hartung and Knapp
/// 2001; Higgins, Thompson and Spiegelhalter 2009.)
/// <para>No unit: <see cref="Absent.NoValues"/>. One unit: the fixed mean only (<see cref="Absent.TooFew"/>). A variance that is not above
/// 0: <see cref="Absent.ZeroVariance"/>, floor or pool it first, since such a unit would get all the weight.</para></summary>
public static class DerSimonianLaird
{
    /// <summary>From estimates and their sampling variances; a unit with a NaN is dropped.</summary>
    /// <param name="y">The estimate of each unit.</param>
    /// <param name="v">The sampling variance of each estimate, above 0.</param>
    /// <param name="confidence">Coverage of the intervals, in (0, 1).</param>
    public static DerSimonianLairdResult Compute(ReadOnlySpan<double> y, ReadOnlySpan<double> v, double confidence = 0.95)
    {
        Guard.Probability(confidence);
        var (values, variances) = CompleteCases.Pairs(y, v);
        // One order for all sums: the order of the units never changes a bit.
        CanonicalOrder.Sort(values, variances);
        var known = new DerSimonianLairdResult(
            values.Length, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
            Absent.NoValues);
        if (values.Length == 0)
        {
            return known;
        }

        if (variances.Any(variance => !(variance > 0 && double.IsFinite(variance))))
        {
            return known with { Reason = Absent.ZeroVariance };
        }

        var (mean, weight, q) = BetweenVariance.At(0, values, variances);
        known = known with { MeanFixed = mean, StandardErrorFixed = 1 / Math.Sqrt(weight), Reason = Absent.TooFew };
        return values.Length == 1 ? known : Pooled(Heterogeneous(known, q, values, variances, confidence), values, variances, confidence);
    }

    private static DerSimonianLairdResult Heterogeneous(
        DerSimonianLairdResult known, double q, double[] y, double[] v, double confidence)
    {
        double df = y.Length - 1, tail = (1 - confidence) / 2;
        return known with
        {
            Q = q,
            QP = ChiSquareDistribution.UpperTail(q, df),
            Tau2 = BetweenVariance.DerSimonianLaird(y, v),
            I2 = q > df ? 100 * (q - df) / q : 0,
            H2 = Math.Max(1, q / df),
            Tau2PauleMandel = BetweenVariance.WhereQIs(df, y, v),
            Tau2Reml = BetweenVariance.Reml(y, v),
            Tau2Lower = BetweenVariance.WhereQIs(ChiSquareDistribution.Quantile(1 - tail, df), y, v),
            Tau2Upper = BetweenVariance.WhereQIs(ChiSquareDistribution.Quantile(tail, df), y, v),
        };
    }

    private static DerSimonianLairdResult Pooled(DerSimonianLairdResult known, double[] y, double[] v, double confidence)
    {
        var tau2 = known.Tau2!.Value;
        var k = y.Length;
        var (mean, weight, q) = BetweenVariance.At(tau2, y, v);
        double se = 1 / Math.Sqrt(weight), hksj = Math.Sqrt(q / (k - 1) / weight);
        double level = (1 + confidence) / 2, z = NormalDistribution.Quantile(level), t = StudentDistribution.Quantile(level, k - 1);
        var (meanReml, weightReml, qReml) = BetweenVariance.At(known.Tau2Reml!.Value, y, v);
        var halfReml = t * Math.Sqrt(qReml / (k - 1) / weightReml);
        double? prediction = k >= 3 ? StudentDistribution.Quantile(level, k - 2) * Math.Sqrt(tau2 + se * se) : null;
        return known with
        {
            Mean = mean,
            StandardError = se,
            Lower = mean - z * se,
            Upper = mean + z * se,
            HksjStandardError = hksj,
            HksjLower = mean - t * hksj,
            HksjUpper = mean + t * hksj,
            PredictionLower = mean - prediction,
            PredictionUpper = mean + prediction,
            MeanReml = meanReml,
            MeanRemlLower = meanReml - halfReml,
            MeanRemlUpper = meanReml + halfReml,
            Reason = Absent.None,
        };
    }
}
