namespace Symetrie.Analytics.Statistics;

/// <summary>The similarity of two short texts by Jaro (1989) with Winkler's (1990) bonus for a common beginning: (m/|a| + m/|b| + (m − t)/m)/3 with m letters in common
/// within half the longer length and t transpositions; a common prefix of ℓ ≤ 4 letters brings it nearer to 1 by ℓ/10 of what is missing.</summary>
/// <remarks>0 where nothing agrees, 1 for equal texts, and for two empty ones.</remarks>
public static class JaroWinkler
{
    private const int LongestPrefix = 4;
    private const double PrefixShare = 0.1;

    /// <summary>Compares two texts as they are, letter by letter.</summary>
    public static double Compute(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        if (a.SequenceEqual(b)) return 1;
        var jaro = Jaro(a, b);
        var prefix = 0;
        while (prefix < LongestPrefix && prefix < Math.Min(a.Length, b.Length) && a[prefix] == b[prefix]) prefix++;
        return jaro + (prefix * PrefixShare * (1 - jaro));
    }

    private static double Jaro(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        if (a.Length == 0 || b.Length == 0) return 0;
        var reach = Math.Max((Math.Max(a.Length, b.Length) / 2) - 1, 0);
        Span<bool> inA = a.Length <= 256 ? stackalloc bool[a.Length] : new bool[a.Length];
        Span<bool> inB = b.Length <= 256 ? stackalloc bool[b.Length] : new bool[b.Length];
        inA.Clear();
        inB.Clear();
        var common = 0;
        for (var i = 0; i < a.Length; i++)
        {
            for (var j = Math.Max(0, i - reach); j < Math.Min(b.Length, i + reach + 1); j++)
            {
                if (inB[j] || a[i] != b[j]) continue;
                inA[i] = inB[j] = true;
                common++;
                break;
            }
        }

        if (common == 0) return 0;
        var m = (double)common;
        return ((m / a.Length) + (m / b.Length) + ((m - (Displaced(a, inA, b, inB) / 2)) / m)) / 3;
    }

    private static int Displaced(ReadOnlySpan<char> a, ReadOnlySpan<bool> inA, ReadOnlySpan<char> b, ReadOnlySpan<bool> inB)
    {
        var (displaced, j) = (0, 0);
        for (var i = 0; i < a.Length; i++)
        {
            if (!inA[i]) continue;
            while (!inB[j]) j++;
            if (a[i] != b[j++]) displaced++;
        }

        return displaced;
    }
}
