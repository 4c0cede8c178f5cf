using System.Collections.Concurrent;
using System.Globalization;
using NUnit.Framework;

namespace Symetrie.Analytics.Tests.Reference;

/// <summary>Every statistic against every reference vector that bears its name.</summary>
[TestFixture]
public sealed class ReferenceTests
{
    /// <summary>Vectors of statistics that Symetrie leaves out of this release.</summary>
    private static readonly HashSet<string> LeftOut = new(StringComparer.Ordinal)
    {
        "awg", "passing_bablok", "james_stein", "survey_mean", "oaxaca_blinder", "page_hinkley", "permutation_importance",
        "measurement_invariance", "p_chart", "imr_chart", "raking",
    };

    private static readonly IReadOnlyDictionary<string, IReferenceStatistic> Adapters = typeof(ReferenceTests).Assembly.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IReferenceStatistic)))
        .Select(type => (IReferenceStatistic)Activator.CreateInstance(type)!)
        .ToDictionary(adapter => adapter.Name, StringComparer.Ordinal);

    private static readonly ConcurrentBag<(string Statistic, double Error)> Passed = [];

    public static IEnumerable<TestCaseData> Own() => Cases(ReferenceFolders.OwnVectors(), "own");

    public static IEnumerable<TestCaseData> External()
    {
        var vectors = ReferenceFolders.ExternalVectors();
        return ReferenceFolders.External().Count > 0
            ? Cases(vectors, "external")
            : [new TestCaseData((object?)null).SetName("external: none").Ignore($"No folder of reference vectors: set {ReferenceFolders.Variable}.")];
    }

    [TestCaseSource(nameof(Own))]
    [TestCaseSource(nameof(External))]
    public void AgreesWith(ReferenceVector vector)
    {
        Assert.That(Adapters.Keys, Does.Contain(vector.Statistic), "No adapter computes this statistic.");
        var comparison = new Comparison(vector);
        comparison.Keys(Adapters[vector.Statistic].Compute(vector));
        Assert.That(comparison.Differences, Is.Empty);
        Passed.Add((vector.Statistic, comparison.LargestRelativeError));
    }

    [OneTimeTearDown]
    public void Report()
    {
        foreach (var group in Passed.GroupBy(p => p.Statistic, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            TestContext.Progress.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{group.Key,-28} {group.Count(),3} vectors, largest relative error {group.Max(p => p.Error):0.0e+00}"));
        }
    }

    private static IEnumerable<TestCaseData> Cases(IEnumerable<ReferenceVector> vectors, string origin)
    {
        foreach (var vector in vectors)
        {
            var test = new TestCaseData(vector).SetName($"{origin}: {vector.Id}");
            yield return LeftOut.Contains(vector.Statistic) && !Adapters.ContainsKey(vector.Statistic) ? test.Ignore("Not in this release.") : test;
        }
    }
}
