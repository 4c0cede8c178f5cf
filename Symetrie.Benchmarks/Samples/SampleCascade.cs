using System.Globalization;
using System.Text;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Benchmarks.Samples;

/// <summary>What managers and the leaders of areas say of what they receive themselves: the chain above the shops. It breaks in one branch.</summary>
/// <remarks>For an area a, quarter q and dimension d, E is the mean expected score of the employees of its shops: managers(a, q, d) = E + N(0, 1.5), and leaders(a, q, d) = managers + N(0, 1.5), drawn
/// once an area and dimension. In the area of the break managers and leaders are 18 points above that: they receive, and do not pass on.</remarks>
public static class SampleCascade
{
    /// <summary>The region in which what managers receive goes no further.</summary>
    public const string BrokenRegion = "R-EST";

    private const double Break = 18;
    private const double NodeSd = 1.5;
    private const int ManagersAShop = 3;
    private const int LeadersAnArea = 8;
    private const double AnsweringShare = 0.9;

    /// <summary>The columns of their form and the dimension of each: as many as employees have, so that their answers spread as those of employees do.</summary>
    private static readonly (string Column, int Dimension)[] Items =
    [
        ("information_1", 0), ("information_2", 0), ("respect_1", 1), ("respect_2", 1), ("equity", 2), ("belonging", 3), ("initiative", 4), ("recognition", 5),
    ];

    /// <summary>The dimensions.</summary>
    public static IReadOnlyList<string> Dimensions { get; } = ["information", "respect", "equity", "belonging", "initiative", "recognition"];

    /// <summary>The managers' answers, a row a person and quarter.</summary>
    public static string Managers() => Rows("manager,shop", 31, leaders: false);

    /// <summary>The leaders' answers.</summary>
    public static string Leaders() => Rows("leader,area", 32, leaders: true);

    private static string Rows(string head, int seed, bool leaders)
    {
        var text = new StringBuilder($"{head},answered");
        foreach (var (column, _) in Items) text.Append($",{column}_received");
        text.Append('\n');
        for (var quarter = 0; quarter < SampleTree.Quarters.Count; quarter++)
            foreach (var (unit, area, people) in leaders ? Areas() : Posts())
            {
                var expected = Expected(area, quarter, leaders);
                for (var person = 1; person <= people; person++)
                {
                    var random = SampleRandom.For(seed, Number(unit), person, quarter);
                    if (!random.Happens(AnsweringShare)) continue;
                    var (mood, day) = (random.Symmetric(), SampleTree.Quarters[quarter].Day(random));
                    text.Append(CultureInfo.InvariantCulture, $"{unit}-{(leaders ? 'L' : 'M')}{person},{unit},{day:yyyy-MM-dd}");
                    foreach (var (_, dimension) in Items) text.Append(CultureInfo.InvariantCulture, $",{SampleQuestionnaire.Draw(random, expected[dimension], mood, 1, 5)}");
                    text.Append('\n');
                }
            }

        return text.ToString();
    }

    /// <summary>The expected scores of an area's managers or leaders.</summary>
    public static double[] Expected(string area, int quarter, bool leaders)
    {
        var shops = SampleTree.Shops.Where(s => s.Area == area && s.HasEmployees).Select(s => SampleModel.Expected(s, quarter, Voice.Employee)).ToArray();
        var isBroken = SampleTree.Nodes.Single(n => n.Key == area).Parent == BrokenRegion;
        var random = SampleRandom.For(33, Number(area));
        return [.. Dimensions.Select(key =>
        {
            var place = SampleModel.Dimensions.ToList().IndexOf(key);
            var managers = shops.Average(s => s[place]) + (NodeSd * random.Normal()) + (isBroken ? Break : 0);
            var above = managers + (NodeSd * random.Normal());
            return leaders ? above : managers;
        })];
    }

    private static IEnumerable<(string Unit, string Area, int People)> Posts() => SampleTree.Shops.Select(s => (s.Key, s.Area, ManagersAShop));

    private static IEnumerable<(string Unit, string Area, int People)> Areas() => SampleTree.Nodes.Where(n => n.Key.StartsWith("A-", StringComparison.Ordinal)).Select(n => (n.Key, n.Key, LeadersAnArea));

    // The subject of a unit's draws: its letters as a number.
    private static int Number(string unit) => unit.Aggregate(7, (sum, letter) => ((sum * 31) + letter) % 1_000_003);
}
