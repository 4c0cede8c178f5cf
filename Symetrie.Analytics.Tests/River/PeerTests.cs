using System.Globalization;
using NUnit.Framework;
using Shouldly;

namespace Symetrie.Analytics.Tests.River;

/// <summary>The published rows of the tiny exports against those of an independent script (pandas and scipy; the command stands in
/// <c>data/reference/river/README.md</c>).</summary>
internal sealed class PeerTests
{
    // Both sides compute in doubles from the same integers; the least exact step is a Student quantile.
    private const double Tolerance = 1e-9;

    [TestCase("scores", "period team dimension voice", "n mean sd meanLower meanUpper")]
    [TestCase("gaps", "period team dimension", "employees customers employeeMean customerMean gap gapLower gapUpper p hedgesG")]
    [TestCase("correlations", "period employeeDimension customerDimension lag level", "teams pearson pearsonLower pearsonUpper p spearman kendall")]
    [TestCase("drift", "series team dimension fromPeriod toPeriod", "change changeLower changeUpper p")]
    public void Every_figure_equals_the_peer_s(string measure, string keys, string figures)
    {
        using var test = new TestStore();
        test.KnowFile("bench-employee");
        test.KnowFile("bench-customer");
        test.ImportFile(Places.OfData("exports", "tiny", "employees.csv")).State.ShouldBe("imported");
        test.ImportFile(Places.OfData("exports", "tiny", "customers.csv")).State.ShouldBe("imported");
        test.Recompute();
        var ours = test.Rows(measure).Where(r => r["status"] == "ok").ToDictionary(r => Key(r, keys), StringComparer.Ordinal);
        // The peer correlates teams of one period.
        ours = ours.Where(r => measure != "correlations" || r.Key.EndsWith("|0|between", StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal);
        var theirs = Csv(Places.OfData("reference", "river", measure + ".csv")).ToDictionary(r => Key(r, keys), StringComparer.Ordinal);
        ours.Keys.Order(StringComparer.Ordinal).ShouldBe(theirs.Keys.Order(StringComparer.Ordinal));
        foreach (var (key, row) in theirs)
            foreach (var figure in figures.Split(' ')) Same(ours[key][figure], row[figure], $"{measure} {key} {figure}");
    }

    private static void Same(string? ours, string? theirs, string place)
    {
        (ours is null).ShouldBe(string.IsNullOrEmpty(theirs), place);
        if (ours is not null) double.Parse(ours, CultureInfo.InvariantCulture).ShouldBe(double.Parse(theirs!, CultureInfo.InvariantCulture), Tolerance, place);
    }

    private static string Key(IReadOnlyDictionary<string, string?> row, string keys) => string.Join('|', keys.Split(' ').Select(k => row.GetValueOrDefault(k) ?? (k == "lag" ? "0" : "between")));

    private static IEnumerable<IReadOnlyDictionary<string, string?>> Csv(string path)
    {
        var lines = File.ReadAllLines(path);
        var header = lines[0].Split(',');
        return lines[1..].Select(line => line.Split(',')).Select(cells => header.Zip(cells).ToDictionary(p => p.First, p => (string?)p.Second, StringComparer.Ordinal));
    }
}
