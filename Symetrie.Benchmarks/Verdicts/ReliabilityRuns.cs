using System.Globalization;
using Symetrie.Analytics.Measures;
using Symetrie.Analytics.Statistics;

namespace Symetrie.Benchmarks.Verdicts;

/// <summary>Does alpha's interval hold what it says when answers come in teams, and how often does the rule for team means allow what it should not?</summary>
internal static class ReliabilityRuns
{
    private const int Items = 4;
    private static readonly double[] Loadings = [0.8, 0.7, 0.6, 0.5];

    public static void Run(int runs)
    {
        var truth = AlphaOf(new SeededRandom(1), 20, 20_000, 0.10).Alpha;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Items} items of five points, ICC(1) of the factor .10, alpha {truth:F3}; {runs} runs, Monte-Carlo error at most {50 / Math.Sqrt(runs):F1}"));
        VerdictRuns.Line("answers a team", "teams", "alpha's interval, all answers", "alpha's interval, effective", "not not-supported at ICC 0", "single-teams at ICC(2) .60", "at ICC(2) .70", "at ICC(2) .85", "at ICC(2) .95");
        VerdictRuns.Line("---:", "---:", "---:", "---:", "---:", "---:", "---:", "---:", "---:");
        foreach (var size in (int[])[10, 20, 50, 100])
            foreach (var teams in (int[])[10, 20, 40, 100]) Condition(size, teams, truth, runs);
    }

    private static void Condition(int size, int teams, double truth, int runs)
    {
        var random = new SeededRandom((ulong)((size * 1000) + teams));
        var (plain, effective) = (0, 0);
        for (var run = 0; run < runs; run++)
        {
            var (alpha, n, effect) = AlphaOf(random, size, teams, 0.10);
            plain += Holds(CronbachAlpha.Limits(alpha, n, Items), truth);
            effective += Holds(CronbachAlpha.Limits(alpha, n / effect, Items), truth);
        }

        string Share(double reliability, params TeamMeansUse[] uses)
        {
            // ICC(2) = n·ICC(1)/(1 + (n − 1)·ICC(1)): between-variance over within-variance is ICC(2)/(n·(1 − ICC(2))).
            var tau = Math.Sqrt(reliability / (size * (1 - reliability)));
            return Percent(Enumerable.Range(0, runs).Count(_ => uses.Contains(Verdict(random, size, teams, tau))), runs);
        }

        VerdictRuns.Line(size, teams, Percent(plain, runs), Percent(effective, runs), Share(0, TeamMeansUse.SingleTeams, TeamMeansUse.TogetherOnly), Share(0.6, TeamMeansUse.SingleTeams), Share(0.7, TeamMeansUse.SingleTeams), Share(0.85, TeamMeansUse.SingleTeams), Share(0.95, TeamMeansUse.SingleTeams));
    }

    private static TeamMeansUse Verdict(SeededRandom random, int size, int teams, double tau)
    {
        // Team means and the pooled sum of squares are all that the rule looks at.
        var means = Enumerable.Range(0, teams).Select(_ => random.NextNormal() * Math.Sqrt((tau * tau) + (1.0 / size))).ToArray();
        var freedom = teams * (size - 1);
        var within = ChiSquareDistribution.Quantile(Math.Clamp(random.NextDouble(), 1e-12, 1 - 1e-12), freedom);
        var centre = means.Average();
        var between = size * means.Sum(m => (m - centre) * (m - centre));
        return TeamMeansRule.Of(Icc1Icc2.FromSums((long)size * teams, teams, (double)size * size * teams, between, within), medianAgreement: null);
    }

    private static (double Alpha, double N, double Effect) AlphaOf(SeededRandom random, int size, int teams, double icc)
    {
        var (n, sums, products) = (size * teams, new long[Items], new long[Items * Items]);
        var scores = new List<SampleMoments>(teams);
        var (answers, own) = (new long[Items], new double[size]);
        for (var t = 0; t < teams; t++)
        {
            var team = Math.Sqrt(icc) * random.NextNormal();
            for (var p = 0; p < size; p++)
            {
                var factor = team + (Math.Sqrt(1 - icc) * random.NextNormal());
                for (var i = 0; i < Items; i++)
                    answers[i] = (long)Math.Clamp(Math.Round(3.4 + (0.9 * ((Loadings[i] * factor) + (Math.Sqrt(1 - (Loadings[i] * Loadings[i])) * random.NextNormal())))), 1, 5);
                own[p] = answers.Sum();
                for (var i = 0; i < Items; i++)
                {
                    sums[i] += answers[i];
                    for (var j = 0; j < Items; j++) products[(i * Items) + j] += answers[i] * answers[j];
                }
            }

            scores.Add(SampleMoments.Of(own));
        }

        var anova = OnewayAnova.FromMoments(scores);
        var effect = Icc1Icc2.FromSums(n, teams, (double)size * size * teams, anova.SsBetween, anova.SsWithin);
        return (CronbachAlpha.FromMoments(ItemMoments.OfSums(n, sums, products)).Alpha!.Value, n, DesignEffect.Compute(effect.Icc1N0!.Value * effect.Icc1N0!.Value, size, n).Deff);
    }

    private static int Holds((double Lower, double Upper) limits, double truth) => limits.Lower <= truth && truth <= limits.Upper ? 1 : 0;

    private static string Percent(int count, int runs) => (100.0 * count / runs).ToString("F1", CultureInfo.InvariantCulture);
}
