namespace Symetrie.Analytics.Statistics;

/// <summary>Power of the two-sample t test with equal groups and one standard deviation, by the noncentral t (Cohen 1988; as R's
/// <c>power.t.test</c>): with df = 2(n − 1) and noncentrality δ/(σ√(2/n)), power = P(T &gt; t(1 − α/2, df)). The far tail of a two-sided
/// test counts only when <c>strict</c>.
/// <para>n below 2 per group: <see langword="null"/>, the test does not exist.</para></summary>
public static class PowerTwoSampleT
{
    /// <summary>The probability of finding a true difference.</summary>
    /// <param name="nPerGroup">Values in each group; may be fractional.</param>
    /// <param name="difference">The true difference; its sign does not matter.</param>
    /// <param name="standardDeviation">Standard deviation within each group, above 0.</param>
    /// <param name="alpha">Level of the test, in (0, 1).</param>
    /// <param name="twoSided">Whether the test is two-sided.</param>
    /// <param name="strict">Whether a two-sided test may also reject in the wrong direction.</param>
    /// <returns>The power in [0, 1]; <see langword="null"/> below 2 values per group.</returns>
    public static double? Compute(
        double nPerGroup, double difference, double standardDeviation, double alpha = 0.05, bool twoSided = true, bool strict = false)
    {
        Check(standardDeviation, alpha);
        if (!(nPerGroup >= 2))
        {
            return null;
        }

        var df = 2 * (nPerGroup - 1);
        var noncentrality = Math.Abs(difference) / (standardDeviation * Math.Sqrt(2 / nPerGroup));
        var critical = StudentDistribution.Quantile(1 - alpha / (twoSided ? 2 : 1), df);
        var power = NoncentralStudentDistribution.UpperTail(critical, df, noncentrality);
        return twoSided && strict ? power + NoncentralStudentDistribution.Cdf(-critical, df, noncentrality) : power;
    }

    /// <summary>The true difference that the test finds with the asked power.</summary>
    /// <param name="nPerGroup">Values in each group; may be fractional.</param>
    /// <param name="standardDeviation">Standard deviation within each group, above 0.</param>
    /// <param name="power">The asked power, in (alpha, 1).</param>
    /// <param name="alpha">Level of the test, in (0, 1).</param>
    /// <param name="twoSided">Whether the test is two-sided.</param>
    /// <returns>A difference above 0; <see langword="null"/> below 2 values per group.</returns>
    public static double? MinimumDetectableDifference(
        double nPerGroup, double standardDeviation, double power = 0.8, double alpha = 0.05, bool twoSided = true)
    {
        Check(standardDeviation, alpha);
        CheckPower(power, alpha);
        return nPerGroup >= 2
            ? Detectable(standardDeviation * Math.Sqrt(2 / nPerGroup), 2 * (nPerGroup - 1), twoSided ? alpha : 2 * alpha, power)
            : null;
    }

    /// <summary>The smallest whole n per group whose power reaches the asked one.</summary>
    /// <param name="difference">The true difference, not 0.</param>
    /// <param name="standardDeviation">Standard deviation within each group, above 0.</param>
    /// <param name="power">The asked power, in (alpha, 1).</param>
    /// <param name="alpha">Level of the test, in (0, 1).</param>
    /// <param name="twoSided">Whether the test is two-sided.</param>
    /// <returns>n of at least 2; <see langword="null"/> when the difference is 0 or needs more than a thousand million values.</returns>
    public static long? SampleSize(
        double difference, double standardDeviation, double power = 0.8, double alpha = 0.05, bool twoSided = true)
    {
        Check(standardDeviation, alpha);
        CheckPower(power, alpha);
        bool Enough(long n) => Compute(n, difference, standardDeviation, alpha, twoSided) >= power;
        const long Most = 1L << 30;
        long high = 2;
        while (!Enough(high))
        {
            high *= 2;
            if (high > Most || difference == 0)
            {
                return null;
            }
        }

        var low = high / 2;
        while (high - low > 1)
        {
            var middle = low + (high - low) / 2;
            (low, high) = Enough(middle) ? (low, middle) : (middle, high);
        }

        return high;
    }

    /// <summary>The true difference found with the asked power by a two-sided test at level alpha of an estimate with this standard
    /// error: standard error × the noncentrality whose upper tail beyond the critical t is the power.</summary>
    internal static double Detectable(double standardError, double df, double alpha, double power)
    {
        var critical = StudentDistribution.Quantile(1 - alpha / 2, df);
        return standardError * (double.IsPositiveInfinity(df)
            ? critical + NormalDistribution.Quantile(power)
            : NoncentralStudentDistribution.Noncentrality(critical, df, 1 - power));
    }

    private static void Check(double standardDeviation, double alpha)
    {
        if (!(standardDeviation > 0 && double.IsFinite(standardDeviation)))
        {
            throw new ArgumentOutOfRangeException(nameof(standardDeviation), standardDeviation, "The standard deviation is positive and finite.");
        }

        if (!(alpha > 0 && alpha < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "The level lies strictly between 0 and 1.");
        }
    }

    private static void CheckPower(double power, double alpha)
    {
        if (!(power > alpha && power < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(power), power, "The power lies between the level and 1.");
        }
    }
}
