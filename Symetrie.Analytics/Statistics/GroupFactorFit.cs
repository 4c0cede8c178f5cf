namespace Symetrie.Analytics.Statistics;

/// <summary>A multi-group factor model at its maximum of likelihood: the minimum of F = Σ_g n_g/N (ln|Σ_g| + tr(S_g Σ_g⁻¹) − ln|S_g| − p +
/// (m_g − μ_g)ᵀ Σ_g⁻¹ (m_g − μ_g)), found by Fisher scoring with halved steps (Jöreskog 1971; Lee and Jennrich 1979).</summary>
/// <param name="Discrepancy">F at the minimum, 0 or more; N times it is the chi-square.</param>
/// <param name="Srmr">Standardised root mean square residual of covariances and means, weighted over groups.</param>
/// <param name="Reason"><see cref="Absent.NotConverged"/> when the search stopped, or ended in a negative variance.</param>
internal readonly record struct GroupFactorFit(double Discrepancy, double Srmr, Absent Reason)
{
    private const int MostSteps = 400;
    private const double Enough = 1e-11;

    /// <summary>Fits the model to moments that have been brought to unit scale.</summary>
    public static GroupFactorFit Of(GroupFactorModel model, IReadOnlyList<InvarianceMoments> moments)
    {
        var at = model.Start(moments);
        if (Discrepancies(model, moments, at) is not { } value)
            return new GroupFactorFit(0, 0, Absent.NotConverged);

        for (var round = 0; round < MostSteps; round++)
        {
            if (Step(model, moments, at) is not { } step)
                return new GroupFactorFit(0, 0, Absent.NotIdentified);

            // The decrease that a full step promises; below this the minimum is met to all digits that matter.
            if (step.Promise < Enough)
                return new GroupFactorFit(Math.Max(0, value), Residual(model, moments, at), model.Admissible(at) ? Absent.None : Absent.NotConverged);

            var length = 1.0;
            double[] next;
            double? reached;
            do
            {
                next = [.. at.Select((x, k) => x + length * step.Direction[k])];
                reached = Discrepancies(model, moments, next);
                length /= 2;
            }
            while (!(reached <= value) && length > 1e-10);

            if (reached is not { } lower || lower > value)
                return new GroupFactorFit(0, 0, Absent.NotConverged);

            (at, value) = (next, lower);
        }

        return new GroupFactorFit(0, 0, Absent.NotConverged);
    }

    /// <summary>F; null where an implied covariance is not positive definite.</summary>
    private static double? Discrepancies(GroupFactorModel model, IReadOnlyList<InvarianceMoments> moments, double[] at)
    {
        double sum = 0, total = moments.Sum(group => group.N);
        for (var g = 0; g < moments.Count; g++)
        {
            var (covariance, means) = model.Implied(g, at);
            if (Cholesky.Of(covariance) is not { } implied || Cholesky.Of(moments[g].Covariance) is not { } observed)
                return null;

            var inverse = implied.Inverse();
            var f = implied.LogDeterminant - observed.LogDeterminant - model.Items;
            for (var i = 0; i < model.Items; i++)
            {
                for (var j = 0; j < model.Items; j++)
                    f += inverse[i, j] * (moments[g].Covariance[i, j] + (moments[g].Means[i] - means[i]) * (moments[g].Means[j] - means[j]));
            }

            sum += moments[g].N / total * f;
        }

        return sum;
    }

    /// <summary>The scoring step −I⁻¹ ∇F/2 and half of what it promises; null where the information is singular.</summary>
    private static (double[] Direction, double Promise)? Step(GroupFactorModel model, IReadOnlyList<InvarianceMoments> moments, double[] at)
    {
        var q = model.Parameters;
        var downhill = new double[q];
        var information = new double[q, q];
        double total = moments.Sum(group => group.N);
        for (var g = 0; g < moments.Count; g++)
        {
            var (covariance, means) = model.Implied(g, at);
            var inverse = Cholesky.Of(covariance)!.Inverse();
            double[] gap = [.. means.Select((mean, i) => moments[g].Means[i] - mean)];
            Accumulate(model, g, at, inverse, Excess(moments[g].Covariance, covariance, gap, inverse), gap, moments[g].N / total, downhill, information);
        }

        if (Cholesky.Of(information, 1e-12) is not { } factor)
            return null;

        var direction = factor.Solve(downhill);
        return (direction, direction.Zip(downhill, (d, s) => d * s).Sum());
    }

    private static void Accumulate(
        GroupFactorModel model, int group, double[] at, double[,] inverse, double[,] excess, double[] gap, double weight, double[] downhill,
        double[,] information)
    {
        var p = model.Items;
        var slopes = model.Derivatives(group, at).Select(slope => (
            slope.Parameter, slope.Means, slope.Covariance, Product: Product(inverse, slope.Covariance), Mean: Product(inverse, slope.Means))).ToArray();
        foreach (var a in slopes)
        {
            for (var i = 0; i < p; i++)
            {
                downhill[a.Parameter] += weight * a.Mean[i] * gap[i];
                for (var j = 0; j < p; j++)
                    downhill[a.Parameter] += weight / 2 * excess[i, j] * a.Covariance[j, i];
            }

            foreach (var b in slopes)
            {
                var sum = 0.0;
                for (var i = 0; i < p; i++)
                {
                    sum += a.Means[i] * b.Mean[i];
                    for (var j = 0; j < p; j++)
                        sum += a.Product[i, j] * b.Product[j, i] / 2;
                }

                information[a.Parameter, b.Parameter] += weight * sum;
            }
        }
    }

    /// <summary>Σ⁻¹ (S + d dᵀ − Σ) Σ⁻¹: what pulls the covariances.</summary>
    private static double[,] Excess(double[,] observed, double[,] implied, double[] gap, double[,] inverse)
    {
        var p = gap.Length;
        var difference = new double[p, p];
        for (var i = 0; i < p; i++)
        {
            for (var j = 0; j < p; j++)
                difference[i, j] = observed[i, j] + gap[i] * gap[j] - implied[i, j];
        }

        return Product(Product(inverse, difference), inverse);
    }

    private static double Residual(GroupFactorModel model, IReadOnlyList<InvarianceMoments> moments, double[] at)
    {
        double sum = 0, total = moments.Sum(group => group.N), p = model.Items;
        for (var g = 0; g < moments.Count; g++)
        {
            var (covariance, means) = model.Implied(g, at);
            var s = moments[g].Covariance;
            var squares = 0.0;
            for (var i = 0; i < model.Items; i++)
            {
                squares += Math.Pow(moments[g].Means[i] - means[i], 2) / s[i, i];
                for (var j = 0; j <= i; j++)
                    squares += Math.Pow(s[i, j] - covariance[i, j], 2) / (s[i, i] * s[j, j]);
            }

            sum += moments[g].N / total * Math.Sqrt(squares / (p * (p + 1) / 2 + p));
        }

        return sum;
    }

    private static double[,] Product(double[,] a, double[,] b)
    {
        var p = a.GetLength(0);
        var result = new double[p, p];
        for (var i = 0; i < p; i++)
        {
            for (var k = 0; k < p; k++)
            {
                for (var j = 0; j < p; j++)
                    result[i, j] += a[i, k] * b[k, j];
            }
        }

        return result;
    }

    private static double[] Product(double[,] a, double[] x) =>
        [.. Enumerable.Range(0, x.Length).Select(i => Enumerable.Range(0, x.Length).Sum(j => a[i, j] * x[j]))];
}
