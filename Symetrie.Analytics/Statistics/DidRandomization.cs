namespace Symetrie.Analytics.Statistics;

/// <summary>
/// Difference-in-differences tested by randomisation: the mean change of the treated units minus that of the others, against its
/// distribution over every way in which as many units could have been treated. Two-sided by |difference|.
/// </summary>
/// <remarks>
/// Exact whatever the distribution of the changes, but only where the treated units were drawn by lot. With few units no p-value can
/// be small: <see cref="DidRandomizationResult.MinAttainableP"/> says how small. Up to <see cref="MostAssignments"/> assignments
/// are enumerated; beyond, they are drawn and p = (b + 1)/(m + 1). Welch's t on the changes is given beside it.
/// Sources: Fisher (1935); MacKinnon and Webb (2020).
/// </remarks>
public static class DidRandomization
{
    /// <summary>The most assignments that are enumerated.</summary>
    public const int MostAssignments = 200_000;

    /// <summary>Tests the changes of the units.</summary>
    /// <param name="changes">The change of each unit; a missing one is dropped.</param>
    /// <param name="treated">Whether each unit was treated.</param>
    /// <param name="seed">Seed of the draw, used only beyond <see cref="MostAssignments"/>.</param>
    /// <param name="replicates">Number of assignments drawn.</param>
    /// <exception cref="ArgumentException">Lengths differ, or <paramref name="replicates"/> is below 1.</exception>
    public static DidRandomizationResult Compute(
        ReadOnlySpan<double> changes, ReadOnlySpan<bool> treated, ulong seed = 0, int replicates = 9999)
    {
        Guard.SameLength(changes.Length, treated.Length);
        Guard.NoneInfinite(changes, nameof(changes));
        ArgumentOutOfRangeException.ThrowIfLessThan(replicates, 1);
        List<double> inside = [], outside = [];
        for (var i = 0; i < changes.Length; i++)
        {
            if (!double.IsNaN(changes[i]))
                (treated[i] ? inside : outside).Add(changes[i]);
        }

        var missing = changes.Length - inside.Count - outside.Count;
        if (inside.Count == 0 || outside.Count == 0)
        {
            var reason = inside.Count + outside.Count == 0 ? Absent.NoValues : Absent.EmptyGroup;
            return new DidRandomizationResult(inside.Count, outside.Count, missing, null, null, null, null, false, null, null, reason);
        }

        // Sorted, so that neither the order of units nor of draws changes a bit.
        double[] all = [.. inside.Concat(outside).Order()];
        var m = inside.Count;
        var did = ExactSum.Of(inside.ToArray()) / m - ExactSum.Of(outside.ToArray()) / outside.Count;
        var bar = Math.Abs(did) - 1e-9 * Math.Max(Math.Abs(did), all[^1] - all[0]);
        var assignments = Assignments(all.Length, m);
        var exact = assignments <= MostAssignments;
        var reached = exact ? Enumerate(all, m, bar) : Draw(all, m, bar, seed, replicates);
        var p = exact ? reached / assignments : (reached + 1.0) / (replicates + 1.0);
        // Exchanging equal halves turns the sign only, so then two assignments share the largest |difference|.
        var least = exact ? (2 * m == all.Length ? 2 : 1) / assignments : 1.0 / (replicates + 1.0);
        var welch = WelchT.Compute(inside.ToArray(), outside.ToArray());
        return new DidRandomizationResult(inside.Count, outside.Count, missing, did, p, least, assignments, exact, welch.T, welch.P, Absent.None);
    }

    /// <summary>C(n, k), as a double: beyond 2⁵³ only its size matters.</summary>
    internal static double Assignments(int n, int k)
    {
        var ways = 1.0;
        for (var i = 1; i <= Math.Min(k, n - k); i++)
            ways = Math.Round(ways * (n - Math.Min(k, n - k) + i) / i);

        return ways;
    }

    private static double Difference(double sum, double total, int m, int n) => sum / m - (total - sum) / (n - m);

    private static double Enumerate(double[] all, int m, double bar)
    {
        var total = ExactSum.Of(all);
        return Walk(0, m, 0);

        double Walk(int from, int left, double sum)
        {
            if (left == 0)
                return Math.Abs(Difference(sum, total, m, all.Length)) >= bar ? 1 : 0;

            var reached = 0.0;
            for (var i = from; i <= all.Length - left; i++)
                reached += Walk(i + 1, left - 1, sum + all[i]);

            return reached;
        }
    }

    private static double Draw(double[] all, int m, double bar, ulong seed, int replicates)
    {
        var random = new SeededRandom(seed);
        var total = ExactSum.Of(all);
        var dealt = (double[])all.Clone();
        var reached = 0.0;
        for (var replicate = 0; replicate < replicates; replicate++)
        {
            var sum = 0.0;
            for (var i = 0; i < m; i++)
            {
                var j = i + random.Next(dealt.Length - i);
                (dealt[i], dealt[j]) = (dealt[j], dealt[i]);
                sum += dealt[i];
            }

            reached += Math.Abs(Difference(sum, total, m, all.Length)) >= bar ? 1 : 0;
        }

        return reached;
    }
}

/// <summary>What <see cref="DidRandomization"/> answers.</summary>
/// <param name="Treated">Treated units.</param>
/// <param name="Control">Other units.</param>
/// <param name="Missing">Units without a change.</param>
/// <param name="Did">Mean change of the treated minus mean change of the others.</param>
/// <param name="P">Share of assignments with a difference at least as large in size.</param>
/// <param name="MinAttainableP">The smallest p-value that so many units can give.</param>
/// <param name="Assignments">Number of possible assignments.</param>
/// <param name="Exact">Whether they were enumerated.</param>
/// <param name="WelchStatistic">Welch's t on the changes; null below two units on a side or without variance.</param>
/// <param name="WelchP">Its two-sided p-value.</param>
/// <param name="Reason"><see cref="Absent.EmptyGroup"/> when nobody, or everybody, was treated.</param>
public sealed record DidRandomizationResult(
    int Treated, int Control, int Missing, double? Did, double? P, double? MinAttainableP, double? Assignments, bool Exact,
    double? WelchStatistic, double? WelchP, Absent Reason);
