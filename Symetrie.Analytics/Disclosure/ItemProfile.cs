namespace Symetrie.Analytics.Disclosure;

/// <summary>A person's answers to the items of a dimension as one number: what a contribution to a dimension with items is known again by, and how many of the
/// items were answered. Scores and items of a dimension are then one column, and every version of either tells the same contributions apart (C9, C16).</summary>
/// <remarks>50 bits of a digest: that two answers of one person look alike happens once in 10¹⁵ changes. An answer without items keeps its score.</remarks>
internal static class ItemProfile
{
    /// <summary>The most items of a dimension of which single ones are published.</summary>
    public const int MostItems = 62;

    /// <summary>Stands for "answered several times, not the same items each time", and for "not known".</summary>
    public const int Uneven = 63;

    private const long Mark = 1L << 62;

    /// <summary>The profile of a score and its items.</summary>
    public static long Of(long score, ReadOnlySpan<int> answers, bool uneven)
    {
        var (digest, answered) = (Mix((ulong)score), 0);
        foreach (var grains in answers)
        {
            digest = Mix(digest ^ (ulong)(uint)grains);
            if (grains >= 0) answered++;
        }

        if (answered == 0) return score;
        return Mark | ((long)(digest >> 14) << 6) | (uneven || answered > MostItems ? Uneven : (long)answered);
    }

    /// <summary>How many items a profile answered; <see cref="Uneven"/> where that is not known.</summary>
    public static int Answered(long profile) => (profile & Mark) == 0 ? Uneven : (int)(profile & 63);

    /// <summary>SplitMix64's finaliser (Steele, Lea &amp; Flood 2014).</summary>
    public static ulong Mix(ulong x)
    {
        x += 0x9E3779B97F4A7C15;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
