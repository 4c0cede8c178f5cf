using System.Collections;
using System.Reflection;
using NUnit.Framework;
using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Statistics;

/// <summary>Thin, tied, constant and missing values: no figure is ever NaN or infinite, none throws, and a missing figure has its reason.
/// </summary>
[TestFixture]
public sealed class FiniteFigureLaws
{
    [FsCheck.NUnit.Property(MaxTest = 300, Replay = Made.Seed)]
    public void EveryFigureIsFiniteOrAbsentWithAReason(int seed)
    {
        var random = Made.Random(seed);
        var n = random.Next(9);
        double[] x = Thin(random, n), y = Thin(random, n), z = Thin(random, n), v = [.. Thin(random, n).Select(Math.Abs)], w = [.. Thin(random, n).Select(Math.Abs)];
        int[] groups = [.. x.Select(_ => random.Next(3))];
        Check(WelchT.Compute(x, Thin(random, random.Next(4))));
        Check(HedgesG.Compute(x, Thin(random, random.Next(4))));
        Check(PairedT.Compute(x, y));
        Check(Tost.Compute(x, y, -1, 1, (TostVariance)random.Next(3)));
        Check(LinCcc.Compute(x, y));
        Check(BlandAltman.Compute(x, y));
        Check(Deming.Compute(x, y, 0.5));
        Check(CorrectedAgreement.Compute(x, v, y, w));
        Check(CorrectedDeming.Compute(x, v, y, w, draws: 200));
        Check(DerSimonianLaird.Compute(x, v));
        Check(EbShrinkage.Compute(x, v));
        Check(HierarchicalShrinkage.Compute(x, v, groups, draws: 100));
        Check(OlsRegression.Compute(y, [x, z]));
        Check(OlsRegression.Polynomial(y, x, 2));
        Check(ClusterRobustOls.Compute(y, [x], groups));
        Check(ResponseSurface.Compute(x, y, z));
        Check(PostStratification.Compute(y, groups, [3, 1, 2]));
        Check(Kitagawa.Compute([1, 2, random.Next(2)], [5, 6, double.NaN], [1, random.Next(2), 0], [5, 6, 7]));
    }

    /// <summary>0, 1, a third, or missing.</summary>
    private static double[] Thin(SeededRandom random, int n)
    {
        double[] choice = random.Next(2) == 0 ? [0, 1, 1.0 / 3, double.NaN] : [0.3, 0.3, 0.3, 2];
        return [.. Enumerable.Range(0, n).Select(_ => choice[random.Next(choice.Length)])];
    }

    private static void Check(object result)
    {
        var properties = result.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetIndexParameters().Length == 0).ToArray();
        var hasReason = properties.Where(p => p.PropertyType == typeof(Absent)).ToArray() is { Length: > 0 } reasons
            && reasons.Any(p => (Absent)p.GetValue(result)! != Absent.None);
        foreach (var property in properties)
        {
            var value = property.GetValue(result);
            if (value is null)
            {
                Assert.That(hasReason, $"{result.GetType().Name}.{property.Name} is absent without a reason: {result}");
            }
            else if (value is double number)
            {
                Assert.That(double.IsFinite(number), $"{result.GetType().Name}.{property.Name} is {number}: {result}");
            }
            else if (value is Interval interval)
            {
                Assert.That(double.IsFinite(interval.Lower) && double.IsFinite(interval.Upper), $"{result.GetType().Name}.{property.Name}: {result}");
            }
            else if (value is IEnumerable items and not string and not double[,] && property.Name != "Residuals")
            {
                foreach (var item in items.Cast<object?>().Where(item => item is not null && item.GetType().Namespace!.StartsWith("Symetrie", StringComparison.Ordinal)))
                {
                    Check(item!);
                }
            }
        }
    }
}
