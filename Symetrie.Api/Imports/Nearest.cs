using Symetrie.Analytics.Statistics;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Api.Imports;

/// <summary>What was probably meant by a text that is none of those known: the one that fewest slips of the pen lead to.</summary>
internal static class Nearest
{
    // More than a third of the letters wrong is another word.
    private const double MostWrong = 0.34;

    /// <summary>The nearest of some texts; null where none is near, or two are equally near.</summary>
    public static string? Of(string text, IEnumerable<string> known)
    {
        var key = TextKey.Of(text);
        if (key.Length == 0 || key.Length > 200) return null;
        var (best, distance, tie) = ((string?)null, double.MaxValue, false);
        foreach (var candidate in known.Distinct(StringComparer.Ordinal))
        {
            var other = TextKey.Of(candidate);
            if (other.Length == 0 || Math.Abs(other.Length - key.Length) > MostWrong * Math.Max(other.Length, key.Length)) continue;
            var wrong = EditDistance.Compute(key, other) / (double)Math.Max(key.Length, other.Length);
            if (wrong < distance) (best, distance, tie) = (candidate, wrong, false);
            else if (wrong == distance) tie = true;
        }

        return distance <= MostWrong && !tie ? best : null;
    }
}
