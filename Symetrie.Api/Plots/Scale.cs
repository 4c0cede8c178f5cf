namespace Symetrie.Api.Plots;

/// <summary>Score points along an axis.</summary>
/// <param name="Low">The least score shown.</param>
/// <param name="High">The greatest.</param>
/// <param name="Start">The pixel of the least.</param>
/// <param name="End">The pixel of the greatest.</param>
internal sealed record Scale(double Low, double High, double Start, double End)
{
    /// <summary>The scores that show all of these: whole tens, at least two of them, within 0 and 100.</summary>
    public static (double Low, double High) Around(IEnumerable<double> values)
    {
        var known = values.DefaultIfEmpty(50).ToArray();
        var (low, high) = (Math.Max(0, 10 * Math.Floor((known.Min() - 2) / 10)), Math.Min(100, 10 * Math.Ceiling((known.Max() + 2) / 10)));
        if (high - low < 20) (low, high) = low >= 10 ? (low - 10, high) : (low, high + 10);
        return (low, high);
    }

    /// <summary>The pixel of a score.</summary>
    public double At(double score) => Start + ((score - Low) / (High - Low) * (End - Start));

    /// <summary>The pixel of a score, or of the end of the axis where it lies beyond.</summary>
    public double Within(double score) => At(Math.Clamp(score, Low, High));

    /// <summary>The scores to write at the axis.</summary>
    public IEnumerable<double> Ticks()
    {
        var step = High - Low <= 20 ? 5 : High - Low > 60 && Math.Abs(End - Start) < 260 ? 20 : 10;
        for (var tick = step * Math.Ceiling(Low / step); tick <= High; tick += step) yield return tick;
    }
}
