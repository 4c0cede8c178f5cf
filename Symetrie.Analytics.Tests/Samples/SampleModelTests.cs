using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Surveys;
using Symetrie.Benchmarks.Samples;

namespace Symetrie.Analytics.Tests.Samples;

/// <summary>What README.md of the sample exports promises of the model.</summary>
public sealed class SampleModelTests
{
    [Test]
    public void Stated_effects_are_in_the_expected_scores()
    {
        for (var quarter = 0; quarter < 6; quarter++)
        {
            foreach (var shop in SampleTree.Shops)
            {
                var gaps = SampleModel.Expected(shop, quarter, Voice.Employee).Zip(SampleModel.Expected(shop, quarter, Voice.Customer), (e, c) => e - c).ToArray();
                switch (shop.Effect)
                {
                    case SampleEffect.Symmetric: gaps.ShouldAllBe(g => g == 0); break;
                    case SampleEffect.EmployeeFavoured: gaps.ShouldAllBe(g => Math.Abs(g - 15) < 1e-9); break;
                    case SampleEffect.CustomerFavoured: gaps.ShouldAllBe(g => Math.Abs(g + 15) < 1e-9); break;
                    case SampleEffect.Drifting: gaps.ShouldAllBe(g => Math.Abs(g + (quarter == 0 ? 0 : 5)) < 1e-9); break;
                    case SampleEffect.Unrecognised: gaps.Count(g => g != 0).ShouldBe(1); break;
                    default: gaps.ShouldContain(g => g != 0); break;
                }
            }
        }
    }

    [Test]
    public void Answers_have_the_expected_score_without_bias()
    {
        // Standardised deviations of all cells' item means from the truth: mean 0 and variance 1 where nothing is clipped. The items of a cell
        // share respondents, so the mean is judged per voice over about 225 independent cells: 5 standard errors are 0.33.
        foreach (var voice in Voices.Both)
        {
            var deviations = Cells(voice).ToArray();
            deviations.Length.ShouldBeGreaterThan(200);
            Math.Abs(deviations.Average()).ShouldBeLessThan(0.33);
            deviations.Select(z => z * z).Average().ShouldBeInRange(0.6, 1.6);
        }
    }

    [Test]
    public void Drawing_a_score_gives_its_mean_on_any_scale()
    {
        foreach (var (min, max) in new[] { (1, 5), (0, 10), (1, 7) })
        {
            foreach (var score in new[] { 15.0, 42.5, 88.0 })
            {
                var random = SampleRandom.For(7, max, (int)score);
                var sum = 0.0;
                for (var i = 0; i < 40_000; i++)
                {
                    var point = SampleQuestionnaire.Draw(random, score, random.Symmetric(), min, max);
                    point.ShouldBeInRange(min, max);
                    sum += point;
                }

                ((sum / 40_000) - min).ShouldBe((max - min) * score / 100, 0.02 * (max - min));
            }
        }
    }

    [Test]
    public void Small_cells_and_lone_voices_are_there()
    {
        int Answers(int shop, int quarter, Voice voice) => voice == Voice.Employee
            ? SampleVisits.Employees(SampleTree.Shops[shop - 1], quarter).Count()
            : SampleVisits.Customers(SampleTree.Shops[shop - 1], quarter).Count();
        Enumerable.Range(0, 6).Select(q => Answers(8, q, Voice.Employee)).ShouldAllBe(n => n < 5);
        Enumerable.Range(0, 6).Select(q => Answers(19, q, Voice.Employee)).ShouldBe([3, 6, 4, 7, 4, 8]);
        Enumerable.Range(0, 3).Select(q => Answers(23, q, Voice.Customer)).ShouldAllBe(n => n < 5);
        Answers(31, 0, Voice.Employee).ShouldBe(0);
        Answers(36, 0, Voice.Customer).ShouldBe(0);
        foreach (var shop in SampleTree.Shops.Where(s => s.Effect is SampleEffect.Ordinary or SampleEffect.Symmetric))
            Answers(shop.Number, 2, Voice.Employee).ShouldBeGreaterThanOrEqualTo(5);
    }

    private static IEnumerable<double> Cells(Voice voice)
    {
        for (var quarter = 0; quarter < 6; quarter++)
        {
            foreach (var shop in SampleTree.Shops)
            {
                var answers = (voice == Voice.Employee ? SampleVisits.Employees(shop, quarter) : SampleVisits.Customers(shop, quarter)).Select(a => a.Answers[0]).Where(a => a > 0).ToArray();
                if (answers.Length < 8) continue;
                var expected = 1 + (4 * SampleModel.Expected(shop, quarter, voice)[0] / 100);
                var mean = answers.Average();
                var variance = answers.Sum(a => (a - mean) * (a - mean)) / (answers.Length - 1);
                yield return (mean - expected) / Math.Sqrt(variance / answers.Length);
            }
        }
    }
}
