namespace Symetrie.Analytics.Statistics;

/// <summary>The sums of products of each unit's two-way centred predictors z(t−1) = (x, y) and outcomes z(t), error taken off, and the fixed point of the
/// bias-corrected two-series autoregression (see <see cref="CorrectedLaggedPanel"/>).</summary>
internal sealed class LaggedMoments
{
    // Of a unit: predictors (xx, xy, yy), predictors by outcomes (x·x, x·y, y·x, y·y), outcomes (xx, xy, yy), degrees of freedom left; then N(j)/T for j = 0, 1, …
    private const int Fixed = 11;
    private readonly double[][] units;
    private readonly double[] totals;
    private readonly double[] left;

    // Of all units together, free of units of measurement.
    private double[]? root;
    private double[]? derivatives;

    private LaggedMoments(double[][] units)
    {
        this.units = units;
        totals = new double[units.Length == 0 ? Fixed : units[0].Length];
        foreach (var unit in units)
            for (var c = 0; c < totals.Length; c++) totals[c] += unit[c];
        left = new double[totals.Length];
    }

    public int Units => units.Length;

    public static LaggedMoments Of(IReadOnlyList<double[]> x, IReadOnlyList<double[]> y, IReadOnlyList<double[]> errorX, IReadOnlyList<double[]> errorY)
    {
        var cells = x.Select((_, i) => Enumerable.Range(1, Math.Max(0, x[i].Length - 1)).Where(t => new[] { x[i], y[i], errorX[i], errorY[i] }.All(s => double.IsFinite(s[t]) && double.IsFinite(s[t - 1]))).ToArray()).ToArray();
        int[] kept = [.. Enumerable.Range(0, x.Count).Where(i => cells[i].Length > 1)];
        // An order that depends on the contents only.
        kept = [.. RowOrder.OfRows([.. kept.Select(i => x[i].Concat(y[i]).ToArray())]).Select(k => kept[k])];
        if (kept.Length == 0) return new LaggedMoments([]);
        double[][] Centred(IReadOnlyList<double[]> series, int shift)
        {
            double[][] table = [.. kept.Select(i => Masked(series[i], cells[i], shift))];
            TwoWayCentring.Centre(table);
            return table;
        }

        double[][] lagX = Centred(x, -1), lagY = Centred(y, -1), nextX = Centred(x, 0), nextY = Centred(y, 0);
        // Taking out period means over k units leaves 1 − 1/k of an error.
        var share = 1 - (1.0 / kept.Length);
        return new LaggedMoments([.. kept.Select((i, u) =>
            OfUnit(cells[i], x[0].Length, [lagX[u], lagY[u], nextX[u], nextY[u]], share, errorX[i], errorY[i]))]);
    }

    /// <summary>The corrected coefficients of all units.</summary>
    public (LaggedPaths? Paths, Absent Reason) Solve() => Solve(totals, (function, ratio, plain) =>
    {
        var solved = NearestRoot.Of(function, plain.Scaled(ratio));
        if (solved is not null) (root, derivatives) = (solved, NearestRoot.JacobianAt(function, solved));
        return solved;
    });

    /// <summary>Those of all units but one, after <see cref="Solve()"/>: not far from those of all.</summary>
    public (LaggedPaths? Paths, Absent Reason) SolveWithout(int unit)
    {
        if (root is null || derivatives is null) return (null, Absent.NotConverged);
        for (var c = 0; c < left.Length; c++) left[c] = totals[c] - units[unit][c];
        return Solve(left, (function, _, _) => NearestRoot.Near(function, root, derivatives));
    }

    private static (LaggedPaths? Paths, Absent Reason) Solve(double[] m, Func<NearestRoot.Function, double, Matrix, double[]?> find)
    {
        var det = (m[0] * m[2]) - (m[1] * m[1]);
        if (!(m[0] > 0) || !(m[2] > 0) || !(det > 1e-6 * m[0] * m[2])) return (null, Absent.NotIdentified);
        var ratio = Math.Sqrt(m[0] / m[2]);
        var plain = Fit(m, det, default);
        var solved = find((p, values) => (Fit(m, det, Bias(m, Of(p, ratio))) - Of(p, ratio)).Scale(ratio, values), ratio, plain);
        if (solved is null) return (null, Absent.NotConverged);
        var phi = Of(solved, ratio);
        return (new LaggedPaths(phi.A, phi.B, phi.C, phi.D, ratio), Absent.None);
    }

    // Free of units: the second series measured in standard deviations of the first.
    private static Matrix Of(ReadOnlySpan<double> p, double ratio) => new(p[0], p[1] * ratio, p[2] / ratio, p[3]);

    private static Matrix Fit(double[] m, double det, Matrix bias)
    {
        // Products of predictor and outcome, what centring took from them given back.
        double xx = m[3] + bias.A, xy = m[4] + bias.B, yx = m[5] + bias.C, yy = m[6] + bias.D;
        return new Matrix(
            ((m[2] * xx) - (m[1] * yx)) / det, ((m[0] * yx) - (m[1] * xx)) / det,
            ((m[2] * xy) - (m[1] * yy)) / det, ((m[0] * yy) - (m[1] * xy)) / det);
    }

    /// <summary>Σ over units of E Σ z(t−1)ε̄′ = Σⱼ N(j)/T·Φʲ·Ω.</summary>
    private static Matrix Bias(double[] m, Matrix phi)
    {
        // Φʲ = a(j)·Φ + b(j)·1 (Cayley and Hamilton): two numbers a power instead of four products of rows and columns.
        var (trace, determinant) = (phi.A + phi.D, (phi.A * phi.D) - (phi.B * phi.C));
        double a = 0, b = 1, ofPhi = 0, ofOne = 0;
        for (var j = Fixed; j < m.Length; j++)
        {
            (ofPhi, ofOne) = (ofPhi + (m[j] * a), ofOne + (m[j] * b));
            (a, b) = ((trace * a) + b, -determinant * a);
        }

        return ((ofPhi * phi) + new Matrix(ofOne, 0, 0, ofOne)) * Shocks(m, phi);
    }

    /// <summary>Ω: the corrected sums of squares of z(t) − Φz(t−1) over their degrees of freedom.</summary>
    private static Matrix Shocks(double[] m, Matrix phi)
    {
        var (predictors, products, outcomes) = (new Matrix(m[0], m[1], m[1], m[2]), new Matrix(m[3], m[4], m[5], m[6]), new Matrix(m[7], m[8], m[8], m[9]));
        var crossed = phi * products;
        var sums = outcomes - crossed - crossed.Transposed + (phi * predictors * phi.Transposed);
        return 1 / m[10] * sums;
    }

    private static double[] OfUnit(int[] cells, int length, double[][] s, double share, double[] errorX, double[] errorY)
    {
        double count = cells.Length;
        var m = new double[Fixed + length];
        foreach (var t in cells)
        {
            double x = s[0][t], y = s[1][t], nextX = s[2][t], nextY = s[3][t];
            double[] products = [x * x, x * y, y * y, x * nextX, x * nextY, y * nextX, y * nextY, nextX * nextX, nextX * nextY, nextY * nextY];
            for (var c = 0; c < products.Length; c++) m[c] += products[c];
            foreach (var shock in cells)
                if (shock < t) m[Fixed + t - 1 - shock] += 1 / count;
        }

        var own = share * (1 - (1 / count));
        double Sum(double[] errors, int shift) => cells.Sum(t => errors[t + shift]);
        double Both(double[] errors) => cells.Where(t => Array.IndexOf(cells, t + 1) >= 0).Sum(t => errors[t]);
        m[0] -= own * Sum(errorX, -1);
        m[2] -= own * Sum(errorY, -1);
        m[3] += share / count * Both(errorX);
        m[6] += share / count * Both(errorY);
        m[7] -= own * Sum(errorX, 0);
        m[9] -= own * Sum(errorY, 0);
        m[10] = share * (count - 1);
        return m;
    }

    // By the outcome's period.
    private static double[] Masked(double[] series, int[] cells, int shift)
    {
        var row = new double[series.Length];
        Array.Fill(row, double.NaN);
        foreach (var t in cells) row[t] = series[t + shift];
        return row;
    }

    private readonly record struct Matrix(double A, double B, double C, double D)
    {
        public Matrix Transposed => new(A, C, B, D);

        /// <summary>The elements, free of units.</summary>
        public double[] Scaled(double ratio) => [A, B / ratio, C * ratio, D];

        public void Scale(double ratio, Span<double> values) => (values[0], values[1], values[2], values[3]) = (A, B / ratio, C * ratio, D);

        public static Matrix operator +(Matrix a, Matrix b) => new(a.A + b.A, a.B + b.B, a.C + b.C, a.D + b.D);

        public static Matrix operator -(Matrix a, Matrix b) => new(a.A - b.A, a.B - b.B, a.C - b.C, a.D - b.D);

        public static Matrix operator *(double f, Matrix a) => new(f * a.A, f * a.B, f * a.C, f * a.D);

        public static Matrix operator *(Matrix a, Matrix b) =>
            new((a.A * b.A) + (a.B * b.C), (a.A * b.B) + (a.B * b.D), (a.C * b.A) + (a.D * b.C), (a.C * b.B) + (a.D * b.D));
    }
}
