using System.Globalization;
using System.Text;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Benchmarks.Samples;

/// <summary>What shops are known by besides answers: turnover, which is least where both voices are equal, and absence, which moves with the employees alone.</summary>
/// <remarks>With E and C the expected overall scores of shop and quarter: turnover = 14 − 0.12 · ((E + C)/2 − 60) + 0.02 · (E − C)² + N(0, 1.5), absence = 6 − 0.10 · (E − 60) + N(0, 0.7), in percent,
/// one decimal, at least 0.</remarks>
public static class SampleOutcomes
{
    private static readonly int Overall = SampleModel.Dimensions.ToList().IndexOf("overall");

    /// <summary>The export: team, quarter, metric, value, denominator.</summary>
    public static string Make()
    {
        var text = new StringBuilder("team,period,metric,value,employees\n");
        foreach (var (shop, quarter) in SampleExports.Cells())
        {
            var random = SampleRandom.For(41, shop.Number, quarter);
            var (turnover, absence) = Expected(shop, quarter);
            var (period, employees) = (SampleTree.Quarters[quarter].Key, SampleVisits.Invited(shop));
            text.Append(CultureInfo.InvariantCulture, $"{shop.Key},{period},turnover,{Math.Max(0, turnover + (1.5 * random.Normal())):F1},{employees}\n");
            text.Append(CultureInfo.InvariantCulture, $"{shop.Key},{period},absence,{Math.Max(0, absence + (0.7 * random.Normal())):F1},{employees}\n");
        }

        return text.ToString();
    }

    /// <summary>Turnover and absence before chance.</summary>
    public static (double Turnover, double Absence) Expected(SampleShop shop, int quarter)
    {
        var (e, c) = (SampleModel.Expected(shop, quarter, Voice.Employee)[Overall], SampleModel.Expected(shop, quarter, Voice.Customer)[Overall]);
        return (14 - (0.12 * (((e + c) / 2) - 60)) + (0.02 * (e - c) * (e - c)), 6 - (0.10 * (e - 60)));
    }
}
