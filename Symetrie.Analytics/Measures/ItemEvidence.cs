using Symetrie.Analytics.Disclosure;
using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Measures;

/// <summary>How intraclass correlations are estimated.</summary>
public enum IccMethod
{
    /// <summary>From mean squares of the one-way analysis of variance, with n₀ for the size of unequal teams (Bliese &amp; Halverson 1998).</summary>
    AnovaN0,
}

/// <summary>What team means may be used for.</summary>
public enum TeamMeansUse
{
    /// <summary>One team's mean may be set beside another's.</summary>
    SingleTeams,

    /// <summary>In figures over many teams only.</summary>
    TogetherOnly,

    /// <summary>Teams do not differ beyond chance.</summary>
    NotSupported,
}

/// <summary>Whether the items of a dimension still measure the same.</summary>
public enum Invariance
{
    /// <summary>No item can have moved by more than the margin.</summary>
    Stable,

    /// <summary>Alpha or an item moved by more than the margin, and not by chance.</summary>
    Shifted,

    /// <summary>Too few answers to say.</summary>
    Undetermined,
}

/// <summary>When team means may be used.</summary>
public static class TeamMeansRule
{
    /// <summary>The reliability of a mean, and the agreement, from which on single teams may be compared (LeBreton &amp; Senter 2008).</summary>
    public const double Enough = 0.70;

    /// <summary>The use that intraclass correlations and, where it is known, the median agreement allow: by the lower ends of their intervals, because an estimate of
    /// ICC(2) from ten teams is .70 or more in a quarter of the cases in which the truth is .60.</summary>
    public static TeamMeansUse Of(Icc1Icc2Result icc, double? medianAgreement)
    {
        if (icc.Lower is not > 0) return TeamMeansUse.NotSupported;
        return Icc2Limits(icc).Lower >= Enough && medianAgreement is null or >= Enough ? TeamMeansUse.SingleTeams : TeamMeansUse.TogetherOnly;
    }

    /// <summary>The interval of ICC(2): that of ICC(1), lengthened by n₀ (Spearman–Brown), which is exact where teams are equal.</summary>
    public static (double? Lower, double? Upper) Icc2Limits(Icc1Icc2Result icc) => icc is { Lower: { } lower, Upper: { } upper, N0: { } size }
        ? (SpearmanBrown.Compute(Math.Clamp(lower, -1, 1), size).Reliability, SpearmanBrown.Compute(Math.Clamp(upper, -1, 1), size).Reliability)
        : (null, null);
}

/// <summary>The items of one dimension of a pool: alpha with the number of respondents that clustered answers are worth.</summary>
/// <param name="Keys">The items.</param>
/// <param name="Moments">Their moments.</param>
/// <param name="Alpha">Alpha and item-rest correlations.</param>
/// <param name="EffectiveN">Complete respondents over the design effect of covariances, 1 + (n₀ − 1)·ICC(1)².</param>
/// <param name="Lower">Lower end of alpha's interval.</param>
/// <param name="Upper">Upper end.</param>
internal sealed record ItemEvidence(IReadOnlyList<string> Keys, ItemMoments Moments, CronbachAlphaResult Alpha, double EffectiveN, double? Lower, double? Upper)
{
    private const double AlphaMargin = 0.05;
    private const double ItemRestMargin = 0.10;
    private const double Level = 0.05;

    /// <summary>The evidence of a dimension; null without items.</summary>
    public static ItemEvidence? Of(PooledDimension part, AnalysisSettings settings)
    {
        if (part.Moments is not { } moments) return null;
        var icc = Icc1Icc2.FromSums(part.N, part.Teams, part.SquaredSizes, part.Between, part.Within, settings.Confidence);
        // Covariances are means of products, and products of two values of one group resemble each other as ICC²; a negative ICC makes nobody count twice.
        var effect = icc is { Icc1N0: { } icc1, N0: { } size } ? DesignEffect.Compute(icc1 * icc1, size, part.N).Deff : 1;
        var alpha = CronbachAlpha.FromMoments(moments, settings.Confidence);
        var effective = moments.N / effect;
        var (lower, upper) = alpha.Alpha is { } a && effective > 2 ? CronbachAlpha.Limits(a, effective, moments.Items, settings.Confidence) : ((double?)null, (double?)null);
        return new ItemEvidence(part.Items, moments, alpha, effective, lower, upper);
    }

    /// <summary>What moved between two periods; null where the items are not the same or do not vary.</summary>
    public static (AlphaDifferenceResult Alpha, CorrelationDriftResult ItemRest, Invariance Verdict)? Compare(ItemEvidence before, ItemEvidence now)
    {
        if (!before.Keys.SequenceEqual(now.Keys, StringComparer.Ordinal) || before.Alpha.Alpha is not { } first || now.Alpha.Alpha is not { } second) return null;
        if (before.Alpha.ItemRest.Any(r => r is null) || now.Alpha.ItemRest.Any(r => r is null)) return null;
        var alpha = AlphaDifference.Compute(first, before.EffectiveN, second, now.EffectiveN, now.Moments.Items);
        var rest = CorrelationDrift.Compute([.. before.Alpha.ItemRest.Select(r => r!.Value)], before.EffectiveN, [.. now.Alpha.ItemRest.Select(r => r!.Value)], now.EffectiveN);
        var shifted = (alpha.P < Level && Math.Abs(alpha.Change!.Value) >= AlphaMargin) || (rest.P < Level && Math.Abs(rest.Largest!.Value) >= ItemRestMargin);
        return (alpha, rest, shifted ? Invariance.Shifted : rest.Bound <= ItemRestMargin ? Invariance.Stable : Invariance.Undetermined);
    }
}
