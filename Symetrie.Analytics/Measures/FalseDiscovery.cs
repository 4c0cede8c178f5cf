using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Measures;

/// <summary>The false-discovery-rate q of every test of a block (Benjamini and Hochberg 1995), each within its family.</summary>
internal static class FalseDiscovery
{
    /// <summary>The level below which a q is a finding.</summary>
    public const double Level = 0.05;

    /// <summary>Adjusts p within families.</summary>
    /// <param name="tests">The tests in a fixed order.</param>
    /// <param name="family">What a test's family is known by.</param>
    /// <param name="p">The test's p; null where there is none: it counts in no family.</param>
    /// <returns>The q of each test, in the order given.</returns>
    public static double?[] Q<TTest, TFamily>(IReadOnlyList<TTest> tests, Func<TTest, TFamily> family, Func<TTest, double?> p)
        where TFamily : notnull
    {
        var q = new double?[tests.Count];
        foreach (var members in Enumerable.Range(0, tests.Count).GroupBy(i => family(tests[i])))
        {
            var places = members.ToArray();
            var adjusted = PAdjust.Compute([.. places.Select(i => p(tests[i]) ?? double.NaN)]).Adjusted;
            for (var k = 0; k < places.Length; k++) q[places[k]] = adjusted[k];
        }

        return q;
    }

    /// <summary>The depth of every team in the tree, by place.</summary>
    public static int[] Depths(Surveys.TeamTree tree) => [.. Enumerable.Range(0, tree.Teams.Count).Select(tree.DepthOf)];
}
