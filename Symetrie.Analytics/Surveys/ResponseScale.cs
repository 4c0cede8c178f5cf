using System.Collections.Frozen;

namespace Symetrie.Analytics.Surveys;

/// <summary>The response scale of an item: its bounds, its grain and the labels that stand for its points.</summary>
/// <remarks>Bounds are those of the instrument, never of the sample (POMP; Cohen, Cohen, Aiken &amp; West 1999). A value
/// outside them is invalid: it is rejected, not clamped.</remarks>
public sealed record ResponseScale
{
    private static readonly decimal[] PowersOfTen = [1m, 10m, 100m, 1_000m, 10_000m, 100_000m, 1_000_000m];
    private readonly FrozenDictionary<string, decimal> labels;

    /// <summary>A scale from <paramref name="min"/> to <paramref name="max"/>.</summary>
    /// <param name="min">The lowest point.</param>
    /// <param name="max">The highest point; above <paramref name="min"/>.</param>
    /// <param name="decimals">Decimal places an answer may have, 0 to 6 (0 for a Likert item).</param>
    /// <param name="labels">Labels in any language and the point each stands for; matched after normalisation.</param>
    /// <exception cref="ArgumentException">The bounds are not in order, decimals are out of range, or a label stands for a point off the scale.</exception>
    public ResponseScale(decimal min, decimal max, int decimals = 0, IReadOnlyDictionary<string, decimal>? labels = null)
    {
        if (max <= min) throw new ArgumentException($"max ({max}) must be above min ({min})", nameof(max));
        if (decimals is < 0 or > 6) throw new ArgumentException($"decimals ({decimals}) must be 0 to 6", nameof(decimals));
        if ((max - min) * PowersOfTen[decimals] > 100_000_000m) throw new ArgumentException("the scale has more than 100,000,000 points", nameof(max));
        (Min, Max, Decimals) = (min, max, decimals);
        Steps = (int)((max - min) * PowersOfTen[decimals]);
        var known = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var (label, point) in labels ?? new Dictionary<string, decimal>())
        {
            if (StepOf(point) is null) throw new ArgumentException($"label '{label}' stands for {point}, which is off the scale {min}–{max}", nameof(labels));
            known[TextKey.Of(label)] = point;
        }

        this.labels = known.ToFrozenDictionary(StringComparer.Ordinal);
        Labels = labels ?? new Dictionary<string, decimal>();
    }

    /// <summary>The lowest point.</summary>
    public decimal Min { get; }

    /// <summary>The highest point.</summary>
    public decimal Max { get; }

    /// <summary>Decimal places an answer may have.</summary>
    public int Decimals { get; }

    /// <summary>How many steps lie between <see cref="Min"/> and <see cref="Max"/>; an answer is stored as its step, 0 to this.</summary>
    public int Steps { get; }

    /// <summary>The labels as written.</summary>
    public IReadOnlyDictionary<string, decimal> Labels { get; }

    /// <summary>The step of a value: (value − min) in units of the last decimal place; null where the value is off the scale or finer than its grain.</summary>
    public int? StepOf(decimal value)
    {
        if (value < Min || value > Max) return null;
        var steps = (value - Min) * PowersOfTen[Decimals];
        return steps == decimal.Truncate(steps) ? (int)steps : null;
    }

    /// <summary>The point that a step is: what was answered, from what is stored.</summary>
    public decimal PointAt(int step) => Min + (step / PowersOfTen[Decimals]);

    /// <summary>The point a label stands for, after normalisation; null where the scale has no such label.</summary>
    public decimal? PointOf(string label) => labels.TryGetValue(TextKey.Of(label), out var point) ? point : null;
}
