using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class TostAdapter : IReferenceStatistic
{
    public string Name => "tost";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var r = Result(vector);
        return new Dictionary<string, object?>
        {
            ["diff"] = r.Difference,
            ["df"] = r.DegreesOfFreedom,
            ["t_lower"] = r.TLower,
            ["p_lower"] = r.PLower,
            ["t_upper"] = r.TUpper,
            ["p_upper"] = r.PUpper,
            ["p"] = r.P,
            ["ci_lower"] = r.Lower,
            ["ci_upper"] = r.Upper,
            ["bound_lower"] = r.BoundLower,
            ["bound_upper"] = r.BoundUpper,
            ["posterior_below"] = r.PosteriorBelow,
            ["posterior_within"] = r.PosteriorWithin,
            ["posterior_above"] = r.PosteriorAbove,
            ["symmetric_reachable"] = r.SymmetricReachable,
            ["minimum_detectable"] = r.MinimumDetectable,
        };
    }

    private static TostResult Result(ReferenceVector vector)
    {
        var alpha = vector.Option("alpha", 0.05);
        double lower = vector.Option("bound_lower", 0.0), upper = vector.Option("bound_upper", 0.0);
        var variance = vector.Option("variance", "welch") switch
        {
            "pooled" => TostVariance.Pooled,
            "paired" => TostVariance.Paired,
            _ => TostVariance.Welch,
        };
        if (vector.HasInput("a"))
        {
            return Tost.Compute(vector.Numbers("a"), vector.Numbers("b"), lower, upper, variance, alpha);
        }

        if (vector.HasInput("mean"))
        {
            var sample = new SampleMoments((long)vector.Number("n"), vector.Number("mean"), Square(vector.Number("sd")));
            return Tost.FromMoments(sample, lower, upper, alpha, reference: vector.Number("mu"));
        }

        double sdA = vector.Number("sd_a"), sdB = vector.Number("sd_b");
        if (variance == TostVariance.Paired)
        {
            var ofDifference = Square(sdA) + Square(sdB) - 2 * vector.Number("r") * sdA * sdB;
            var mean = vector.Number("mean_a") - vector.Number("mean_b");
            return Tost.FromMoments(new SampleMoments((long)vector.Number("n"), mean, ofDifference), lower, upper, alpha);
        }

        var a = new SampleMoments((long)vector.Number("n_a"), vector.Number("mean_a"), Square(sdA));
        var b = new SampleMoments((long)vector.Number("n_b"), vector.Number("mean_b"), Square(sdB));
        if (vector.HasOption("bound_d"))
        {
            upper = vector.Option("bound_d", 0.0) * Math.Sqrt((Square(sdA) + Square(sdB)) / 2);
            lower = -upper;
        }

        return Tost.FromMoments(a, b, lower, upper, variance, alpha);
    }

    private static double Square(double x) => x * x;
}
