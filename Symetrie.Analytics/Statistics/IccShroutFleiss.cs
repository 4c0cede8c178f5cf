namespace Symetrie.Analytics.Statistics;

/// <summary>One of the six forms.</summary>
/// <param name="Form">ICC(1,1), ICC(2,1), ICC(3,1), ICC(1,k), ICC(2,k) or ICC(3,k).</param>
/// <param name="Value">At most 1; may be negative. Null when nothing varies between the targets.</param>
/// <param name="F">Test of no agreement; null when the error is 0.</param>
/// <param name="PValue">Upper tail of F.</param>
/// <param name="Lower">Lower limit.</param>
/// <param name="Upper">Upper limit.</param>
public readonly record struct IccForm(string Form, double? Value, double? F, double? PValue, double? Lower, double? Upper);

/// <summary>Agreement of k ratings of n targets.</summary>
/// <param name="Targets">Targets with all ratings.</param>
/// <param name="Raters">Ratings a target.</param>
/// <param name="Dropped">Targets left out because a rating was missing.</param>
/// <param name="Forms">The six forms in the order named there; empty when there is none.</param>
/// <param name="Reason">Why a figure is absent.</param>
public sealed record IccShroutFleissResult(int Targets, int Raters, int Dropped, IReadOnlyList<IccForm> Forms, Absent Reason);

/// <summary>The six intraclass correlations of Shrout and Fleiss (1979) with their F intervals: one-way (1), two-way with random (2) or
/// fixed (3) raters, of one rating or of the mean of k. Form 2 asks for absolute agreement, form 3 for consistency: a constant
/// difference between raters lowers the first and not the second.</summary>
public static class IccShroutFleiss
{
    /// <summary>One row a target, one entry a rater; a target with a missing rating (NaN) is dropped.</summary>
    public static IccShroutFleissResult Compute(IReadOnlyList<double[]> rows, double confidence = 0.95)
    {
        Guard.Probability(confidence);
        var raters = rows.Count == 0 ? 0 : rows[0].Length;
        var complete = new List<double[]>(rows.Count);
        foreach (var row in rows)
        {
            Guard.SameLength(raters, row.Length, nameof(rows));
            Guard.NoneInfinite(row, nameof(rows));
            if (!Array.Exists(row, double.IsNaN))
            {
                complete.Add(row);
            }
        }

        var dropped = rows.Count - complete.Count;
        if (complete.Count < 2 || raters < 2)
        {
            return new IccShroutFleissResult(complete.Count, raters, dropped, [], complete.Count == 0 ? Absent.NoValues : Absent.TooFew);
        }

        var squares = MeanSquares.Of(complete, raters);
        if (!(squares.Targets > 0))
        {
            return new IccShroutFleissResult(complete.Count, raters, dropped, [], Absent.ZeroVariance);
        }

        var forms = Forms(squares, 0.5 + (0.5 * confidence));
        var whole = forms.All(form => form.F is not null && form.Value is not null);
        return new IccShroutFleissResult(complete.Count, raters, dropped, forms, whole ? Absent.None : Absent.ZeroVariance);
    }

    private static IccForm[] Forms(MeanSquares s, double p)
    {
        var (n, k) = (s.N, s.K);
        var (single1, mean1) = Pair(s.Targets - s.Within, s.Targets + ((k - 1) * s.Within), s.Targets);
        var (single3, mean3) = Pair(s.Targets - s.Error, s.Targets + ((k - 1) * s.Error), s.Targets);
        var raters = (s.Raters - s.Error) / n;
        var (single2, mean2) = Pair(s.Targets - s.Error, s.Targets + ((k - 1) * s.Error) + (k * raters), s.Targets + raters);
        var (f1, p1, l1, u1) = Test(s.Targets, s.Within, n - 1, n * (k - 1), p);
        var (f3, p3, l3, u3) = Test(s.Targets, s.Error, n - 1, (n - 1) * (k - 1), p);
        var (l2, u2) = single2 is { } icc ? AbsoluteLimits(s, icc, p) : (null, null);
        double? One(double? f) => f is { } x ? (x - 1) / (x + k - 1) : null;
        double? Mean(double? f) => f is { } x ? 1 - (1 / x) : null;
        double? Longer(double? r) => r is { } x ? k * x / (1 + (x * (k - 1))) : null;
        return
        [
            new IccForm("ICC(1,1)", single1, f1, p1, One(l1), One(u1)),
            new IccForm("ICC(2,1)", single2, f3, p3, l2, u2),
            new IccForm("ICC(3,1)", single3, f3, p3, One(l3), One(u3)),
            new IccForm("ICC(1,k)", mean1, f1, p1, Mean(l1), Mean(u1)),
            new IccForm("ICC(2,k)", mean2, f3, p3, Longer(l2), Longer(u2)),
            new IccForm("ICC(3,k)", mean3, f3, p3, Mean(l3), Mean(u3)),
        ];
    }

    private static (double? Single, double? Mean) Pair(double numerator, double one, double many) =>
        (one > 0 ? numerator / one : null, many > 0 ? numerator / many : null);

    private static (double? F, double? P, double? Low, double? High) Test(double above, double below, double d1, double d2, double p)
    {
        if (!(below > 0))
        {
            return (null, null, null, null);
        }

        var f = above / below;
        return (f, FisherDistribution.UpperTail(f, d1, d2), f / FisherDistribution.Quantile(p, d1, d2), f * FisherDistribution.Quantile(p, d2, d1));
    }

    // Shrout and Fleiss (1979), with the degrees of freedom of Satterthwaite.
    private static (double? Lower, double? Upper) AbsoluteLimits(MeanSquares s, double icc, double p)
    {
        if (!(s.Error > 0))
        {
            return (null, null);
        }

        var (n, k) = (s.N, s.K);
        var ratio = s.Raters / s.Error;
        var rest = (n * (1 + ((k - 1) * icc))) - (k * icc);
        var first = k * icc * ratio;
        var df = (k - 1) * (n - 1) * (first + rest) * (first + rest) / (((n - 1) * first * first) + (rest * rest));
        if (!(df > 0 && double.IsFinite(df)))
        {
            return (null, null);
        }

        var up = FisherDistribution.Quantile(p, n - 1, df);
        var down = FisherDistribution.Quantile(p, df, n - 1);
        var shared = (k * s.Raters) + (((k * n) - k - n) * s.Error);
        return (
            n * (s.Targets - (up * s.Error)) / ((up * shared) + (n * s.Targets)),
            n * ((down * s.Targets) - s.Error) / (shared + (n * down * s.Targets)));
    }

    private readonly record struct MeanSquares(double N, double K, double Targets, double Raters, double Within, double Error)
    {
        public static MeanSquares Of(List<double[]> rows, int raters)
        {
            // Relative to the smallest value, so that a common offset costs no digits.
            var least = rows.Min(row => row.Min());
            double n = rows.Count, k = raters;
            var byTarget = rows.ConvertAll(row => ExactSum.Of(Array.ConvertAll(row, x => x - least)) / k);
            var byRater = Enumerable.Range(0, raters).Select(j => ExactSum.Of([.. rows.Select(row => row[j] - least)]) / n).ToArray();
            var mean = ExactSum.Of(byRater) / k;
            var (targets, ratings, within, error) = (new ExactAccumulator(), new ExactAccumulator(), new ExactAccumulator(), new ExactAccumulator());
            for (var i = 0; i < rows.Count; i++)
            {
                targets.AddProduct(byTarget[i] - mean, byTarget[i] - mean);
                for (var j = 0; j < raters; j++)
                {
                    var off = rows[i][j] - least - byTarget[i];
                    within.AddProduct(off, off);
                    var residual = off - (byRater[j] - mean);
                    error.AddProduct(residual, residual);
                }
            }

            foreach (var rater in byRater)
            {
                ratings.AddProduct(rater - mean, rater - mean);
            }

            // Residuals that are only rounding are none.
            var total = within.Rounded() + (k * targets.Rounded());
            double Clean(double sum) => sum > 1e-28 * total * n * k ? sum : 0;
            return new MeanSquares(
                n, k, Clean(k * targets.Rounded()) / (n - 1), Clean(n * ratings.Rounded()) / (k - 1), Clean(within.Rounded()) / (n * (k - 1)),
                Clean(error.Rounded()) / ((n - 1) * (k - 1)));
        }
    }
}
