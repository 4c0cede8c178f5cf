namespace Symetrie.Analytics.Statistics;

/// <summary>The moments of every group of a series, of values taken relative to the smallest value of all groups. Means are therefore
/// shifted by that value; differences of means and variances are not.</summary>
public static class GroupMoments
{
    /// <summary>Of values with a group code each, in the order of the codes. NaN is missing; a group without a value is left out.</summary>
    public static IReadOnlyList<SampleMoments> Of(ReadOnlySpan<double> values, ReadOnlySpan<int> groups) => Of(Split(values, groups));

    /// <summary>Of one tally a group.</summary>
    public static IReadOnlyList<SampleMoments> Of(IReadOnlyList<Counted> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        var least = double.PositiveInfinity;
        foreach (var group in groups)
        {
            least = group.N > 0 ? Math.Min(least, group.Values[0]) : least;
        }

        var moments = new List<SampleMoments>(groups.Count);
        foreach (var group in groups)
        {
            if (group.N > 0)
            {
                // Rounding may make two neighbouring differences equal, so count the distances anew.
                var shifted = group.Distances(least);
                moments.Add(SampleMoments.OfCounts(shifted.Values, shifted.Counts));
            }
        }

        return moments;
    }

    /// <summary>One tally a group, in the order of the codes.</summary>
    public static IReadOnlyList<Counted> Split(ReadOnlySpan<double> values, ReadOnlySpan<int> groups)
    {
        Guard.SameLength(values.Length, groups.Length, nameof(groups));
        var members = new SortedDictionary<int, List<double>>();
        for (var i = 0; i < values.Length; i++)
        {
            if (!members.TryGetValue(groups[i], out var list))
            {
                members[groups[i]] = list = [];
            }

            list.Add(values[i]);
        }

        return [.. members.Values.Select(list => Counted.Of(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(list)))];
    }
}
