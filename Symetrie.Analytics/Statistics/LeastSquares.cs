namespace Symetrie.Analytics.Statistics;

/// <summary>Ordinary least squares by Householder QR: b minimises ‖y − Xb‖². The kernel under every regression of this folder.
/// <para>Columns keep their given order. A column whose part orthogonal to the kept columns before it is shorter than
/// <c>tolerance</c> × its own length is <b>aliased</b>, as R's <c>lm</c> reports it (1e-7 there and here): its coefficient is
/// <see langword="null"/> and the others are those of the fit without it.</para>
/// <para>Columns are scaled by powers of two and all arithmetic carries about 32 digits, so that ill-conditioned designs (NIST
/// Longley, Wampler, Filip) keep their certified digits. Rows are put into one canonical order first: the order in which they
/// arrive never changes a bit.</para>
/// <para>Source: Businger and Golub 1965; Golub and Van Loan, Matrix Computations, section 5.2.</para></summary>
public static class LeastSquares
{
    /// <summary>The tolerance of aliasing that R's <c>lm</c> uses.</summary>
    public const double DefaultTolerance = 1e-7;

    /// <summary>Fits y on the columns.</summary>
    /// <param name="y">The outcome, n finite values.</param>
    /// <param name="columns">The predictors, each of n finite values. The intercept is not among them.</param>
    /// <param name="intercept">Whether a column of ones stands before them (index 0 of every figure then).</param>
    /// <param name="tolerance">Aliasing tolerance, in (0, 1).</param>
    /// <returns>The fit. n = 0 gives rank 0 and every column aliased.</returns>
    /// <exception cref="ArgumentException">Lengths differ, or a value is not finite: drop incomplete rows first.</exception>
    public static LeastSquaresFit Fit(
        ReadOnlySpan<double> y, IReadOnlyList<double[]> columns, bool intercept = true, double tolerance = DefaultTolerance)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var design = new List<WideDouble[]>(columns.Count + 1);
        if (intercept)
        {
            design.Add(Widened(Ones(y.Length)));
        }

        foreach (var column in columns)
        {
            design.Add(Widened(column));
        }

        return Fit(y, design, intercept, tolerance);
    }

    /// <summary>Fits a polynomial of x: columns 1, x, …, x^degree, with powers that carry about 32 digits.</summary>
    /// <param name="y">The outcome, n finite values.</param>
    /// <param name="x">The predictor, n finite values.</param>
    /// <param name="degree">The highest power, at least 1.</param>
    /// <param name="intercept">Whether the power 0 is among them.</param>
    /// <param name="tolerance">Aliasing tolerance, in (0, 1).</param>
    /// <returns>The fit; coefficients in ascending powers.</returns>
    public static LeastSquaresFit FitPolynomial(
        ReadOnlySpan<double> y, ReadOnlySpan<double> x, int degree, bool intercept = true, double tolerance = DefaultTolerance)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(degree, 1);
        var design = new List<WideDouble[]>(degree + 1);
        if (intercept)
        {
            design.Add(Widened(Ones(x.Length)));
        }

        var first = Widened(x);
        design.Add(first);
        for (var power = 2; power <= degree; power++)
        {
            var before = design[^1];
            design.Add([.. before.Select((value, i) => value * first[i])]);
        }

        return Fit(y, design, intercept, tolerance);
    }

    private static LeastSquaresFit Fit(ReadOnlySpan<double> y, List<WideDouble[]> design, bool intercept, double tolerance)
    {
        if (!(tolerance > 0 && tolerance < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(tolerance), tolerance, "The tolerance lies between 0 and 1.");
        }

        foreach (var column in design)
        {
            if (column.Length != y.Length)
            {
                throw new ArgumentException("Every column has as many values as y.", nameof(design));
            }
        }

        return HouseholderFit.Of(Widened(y), design, intercept, tolerance);
    }

    private static double[] Ones(int n)
    {
        var ones = new double[n];
        Array.Fill(ones, 1);
        return ones;
    }

    private static WideDouble[] Widened(ReadOnlySpan<double> values)
    {
        var wide = new WideDouble[values.Length];
        for (var i = 0; i < wide.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                throw new ArgumentException("A value is not finite; drop incomplete rows first.", nameof(values));
            }

            // Adding 0 makes −0 to 0, so that the canonical order of rows has no two zeros.
            wide[i] = WideDouble.Of(values[i] + 0.0);
        }

        return wide;
    }
}
