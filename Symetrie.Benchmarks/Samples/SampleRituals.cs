using System.Globalization;
using System.Text;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Benchmarks.Samples;

/// <summary>The rituals of the company, three of them begun in 2026-Q1: one that works, one that does nothing, and one given to shops because they had just had a bad quarter. And talks between
/// managers and their people, of which only the level as a whole is to be seen.</summary>
public static class SampleRituals
{
    /// <summary>The quarter, from 0, in which they begin.</summary>
    public const int Start = 3;

    /// <summary>Works: employees feel recognised, and customers a quarter later.</summary>
    public const string Debriefing = "debriefing";

    /// <summary>Does nothing.</summary>
    public const string Briefing = "morning-briefing";

    /// <summary>Does nothing, and seems to: its shops were low in the quarter before, and came back by themselves.</summary>
    public const string IdeaHour = "idea-hour";

    /// <summary>Given up when the others begin, by the two shops that change for reasons of their own: they are compared with nobody.</summary>
    public const string Welcome = "welcome";

    private const string Talks = "one-to-one";
    private const double EmployeeGain = 8;
    private const double CustomerGain = 7;
    private const double Dip = 12;

    private static readonly Dictionary<string, int[]> Holders = new(StringComparer.Ordinal)
    {
        [Debriefing] = [1, 3, 9, 11, 17, 22, 27, 35, 39],
        [Briefing] = [2, 6, 14, 21, 30, 38],
        [IdeaHour] = [5, 12, 18, 20, 29, 34],
    };

    /// <summary>What a ritual, or the bad quarter before one, adds to an expected score.</summary>
    public static double Effect(SampleShop shop, int quarter, Voice voice, string dimension)
    {
        var employee = voice == Voice.Employee;
        if (dimension == "recognition" && Holders[Debriefing].Contains(shop.Number) && quarter >= (employee ? Start : Start + 1)) return employee ? EmployeeGain : CustomerGain;
        return dimension == "initiative" && Holders[IdeaHour].Contains(shop.Number) && quarter == Start - 1 ? -Dip : 0;
    }

    /// <summary>Which shop holds which ritual from when on.</summary>
    public static string Actions()
    {
        var text = new StringBuilder("team,ritual,start,end\n");
        foreach (var (ritual, shops) in Holders)
            foreach (var shop in shops) text.Append($"S{shop:D2},{ritual},{SampleTree.Quarters[Start].Key},\n");
        foreach (var shop in SampleTree.Shops.Where(s => s.Effect is SampleEffect.Moved or SampleEffect.Drifting)) text.Append($"{shop.Key},{Welcome},{SampleTree.Quarters[0].Key},{SampleTree.Quarters[Start].Key}\n");
        return text.ToString();
    }

    /// <summary>How often each was held, of the weeks (of talks: of the people) for which it was planned.</summary>
    public static string Practice()
    {
        var text = new StringBuilder("team,ritual,period,held,planned\n");
        foreach (var quarter in Enumerable.Range(Start, SampleTree.Quarters.Count - Start))
        {
            foreach (var (ritual, shops) in Holders)
                foreach (var shop in shops) Line(text, shop, ritual, quarter, planned: 10, share: 0.8);
            foreach (var shop in SampleTree.Shops.Where(s => s.HasEmployees && s.Number % 3 != 0)) Line(text, shop.Number, Talks, quarter, SampleVisits.Invited(shop), 0.75 - (0.1 * (quarter - Start)));
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, int shop, string ritual, int quarter, int planned, double share)
    {
        var random = SampleRandom.For(6, shop, quarter, ritual.Length);
        var held = Enumerable.Range(0, planned).Count(_ => random.Happens(share));
        text.Append(CultureInfo.InvariantCulture, $"S{shop:D2},{ritual},{SampleTree.Quarters[quarter].Key},{held},{planned}\n");
    }
}
