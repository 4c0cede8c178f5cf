using System.Globalization;
using System.Text;

namespace Symetrie.Benchmarks.Samples;

/// <summary>A tiny pair of exports with the columns of the benchmark sets: 12 teams, 3 quarters, two items a dimension, employees on 1–5, customers on 0–10.</summary>
/// <remarks>Small cells of every kind are in it: see data/exports/tiny/README.md.</remarks>
public static class TinyExports
{
    private const int Teams = 12;
    private const int Items = 2;
    private const double MissingShare = 0.03;

    private static readonly string[] Dimensions = ["information", "respect", "equity", "belonging", "initiative"];
    private static readonly SampleQuarter[] Quarters = [new(2024, 1), new(2024, 2), new(2024, 3)];

    /// <summary>employees.csv and customers.csv.</summary>
    public static IReadOnlyDictionary<string, byte[]> Make() => new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
    {
        ["employees.csv"] = Write("ex", 1, 5, (team, quarter) => (team, quarter) switch
        {
            (3, 1) => 4,
            (8, 0) => 0,
            _ => 6 + SampleRandom.For(11, team).Below(20),
        }),
        ["customers.csv"] = Write("cx", 0, 10, (team, quarter) => (team, quarter) switch
        {
            (5, 2) => 19,
            (6, 0) => 3,
            (11, _) => 0,
            _ => 25,
        }),
    };

    private static byte[] Write(string voice, int min, int max, Func<int, int, int> answers)
    {
        var text = new StringBuilder("respondent_id,team,submitted_at");
        foreach (var dimension in Dimensions)
            for (var i = 1; i <= Items; i++) text.Append(CultureInfo.InvariantCulture, $",{voice}_{dimension}_{i}");
        text.Append('\n');
        for (var quarter = 0; quarter < Quarters.Length; quarter++)
        {
            for (var team = 0; team < Teams; team++)
            {
                var random = SampleRandom.For(12, min, team, quarter);
                for (var person = 0; person < answers(team, quarter); person++)
                {
                    text.Append(CultureInfo.InvariantCulture, $"{voice}{quarter:D2}-{(team * 100) + person:D8},T{team:D5},{Quarters[quarter].Day(random):yyyy-MM-dd}");
                    Answers(text, random, team, quarter, min, max);
                }
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Answers(StringBuilder text, SampleRandom random, int team, int quarter, int min, int max)
    {
        var level = SampleRandom.For(13, team);
        var person = random.Symmetric();
        for (var d = 0; d < Dimensions.Length; d++)
        {
            var score = 62 + (9 * level.Normal()) + (min == 0 ? 3 * SampleRandom.For(14, team, d).Symmetric() : -2 * quarter);
            for (var i = 0; i < Items; i++)
            {
                var point = SampleQuestionnaire.Draw(random, Math.Clamp(score, 10, 95), person, min, max);
                var asked = !(min == 1 && d == 4 && quarter == 2 && team < 4);
                var answered = !random.Happens(MissingShare) && asked;
                text.Append(',').Append(answered ? point.ToString(CultureInfo.InvariantCulture) : "");
            }
        }

        text.Append('\n');
    }
}
