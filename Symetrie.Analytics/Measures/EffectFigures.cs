using Symetrie.Analytics.Statistics;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Measures;

/// <summary>What an effect is one of.</summary>
internal readonly record struct EffectSubject(Ritual Ritual, string Dimension, Voice Voice, int Lag)
{
    public bool IsExpected => Ritual.Dimension == Dimension;

    /// <summary>The sign of an effect that helps: up, unless the ritual is expected to lower this dimension.</summary>
    public double Helping => IsExpected && Ritual.Direction == ExpectedDirection.Down ? -1 : 1;
}

/// <summary>The figures of an effect.</summary>
internal sealed record EffectFigures
{
    public required EffectMethod Method { get; init; }

    /// <summary>The place of the first period that is looked at.</summary>
    public required int From { get; init; }

    /// <summary>The place of the last.</summary>
    public required int To { get; init; }

    public required long Treated { get; init; }

    public required long Untreated { get; init; }

    public double? Effect { get; init; }

    public double? Lower { get; init; }

    public double? Upper { get; init; }

    public double? P { get; init; }

    /// <summary>The least p that the draw of so few teams can give; null without one.</summary>
    public double? LeastP { get; init; }

    /// <summary>Whether an effect as large as the margin is refuted (90 % interval inside it).</summary>
    public bool IsWithinMargin { get; init; }

    public double? Detectable { get; init; }

    public double? EarlierTrend { get; init; }

    public double? EarlierTrendP { get; init; }

    public double? AgainstLast { get; init; }

    public MeanInterval? TreatedBefore { get; init; }

    public MeanInterval? TreatedAfter { get; init; }

    public MeanInterval? UntreatedBefore { get; init; }

    public MeanInterval? UntreatedAfter { get; init; }

    public DateOnly? AsOf { get; init; }
}

/// <summary>What was found of an effect, before and after its family is looked at.</summary>
/// <param name="Subject">What it is one of.</param>
/// <param name="Status">Whether there are figures.</param>
/// <param name="Reason">Why there are none; then of the verdict.</param>
/// <param name="Figures">The figures; null where there are none.</param>
internal sealed record EffectFound(EffectSubject Subject, RowStatus Status, EffectReason? Reason, EffectFigures? Figures)
{
    public double? Q { get; init; }

    public EffectVerdict? Verdict { get; init; }
}
