namespace Symetrie.Analytics.Statistics;

/// <summary>The sums of products of each unit's two-way centred predictors z(t−1) = (x, y) and outcomes z(t), error taken off, and the fixed point of the
/// bias-corrected two-series autoregression (see <see cref="CorrectedLaggedPanel"/>).</summary>
internal sealed class LaggedMoments
{
    // Of a unit: predictors (xx, xy, yy), predictors by outcomes (x·x, x·y, y·x, y·y), outcomes (xx, xy, yy), degrees of freedom left; then N(j)/T for j = 0, 1, …
    private const int Fixed = LaggedEquations.Fixed;
    private readonly double[][] units;
    private readonly double[] totals;
    private readonly double[] left;
    private readonly NearestRoot<LaggedEquations> search = new();

    // Of all units together, free of units of measurement.
    private double[]? root;
    private double[]? derivatives;

    // Where what they say has no solution: by what the nearest to one is found again without a unit.
    private NearbyLeast<LaggedEquations>? least;

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
        int[][] cells = [.. x.Select((_, i) => Cells([x[i], y[i], errorX[i], errorY[i]]))];
        int[] kept = [.. Enumerable.Range(0, x.Count).Where(i => cells[i].Length > 1)];
        // An order that depends on the contents only.
        kept = [.. RowOrder.OfRows([.. kept.Select(i => (double[])[.. x[i], .. y[i]])]).Select(k => kept[k])];
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
    public (LaggedPaths? Paths, Absent Reason) Solve()
    {
        if (LaggedEquations.Of(totals) is not { } equations) return (null, Absent.NotIdentified);
        if (search.Of(equations, equations.Plain) is not { } solved) return (null, Absent.NotConverged);
        if (!search.IsRooted) (solved, least) = Polished(equations, solved);
        (root, derivatives) = (solved, search.JacobianAt(equations, solved));
        return (equations.Paths(solved), Absent.None);
    }

    /// <summary>Those of all units but one, after <see cref="Solve()"/>: not far from those of all.</summary>
    public (LaggedPaths? Paths, Absent Reason) SolveWithout(int unit)
    {
        if (root is null || derivatives is null) return (null, Absent.NotConverged);
        for (var c = 0; c < left.Length; c++) left[c] = totals[c] - units[unit][c];
        if (LaggedEquations.Of(left) is not { } equations) return (null, Absent.NotIdentified);
        return (least?.Of(equations) ?? search.Near(equations, root, derivatives)) is { } solved ? (equations.Paths(solved), Absent.None) : (null, Absent.NotConverged);
    }

    // To the last digits, so that those without a unit differ from it by the unit alone.
    private static (double[] Place, NearbyLeast<LaggedEquations>? Least) Polished(LaggedEquations equations, double[] found)
    {
        if (NearbyLeast<LaggedEquations>.Of(equations, found)?.Of(equations) is not { } place) return (found, null);
        return (place, NearbyLeast<LaggedEquations>.Of(equations, place));
    }

    private static double[] OfUnit(int[] cells, int length, double[][] s, double share, double[] errorX, double[] errorY)
    {
        double count = cells.Length;
        var m = new double[Fixed + length];
        foreach (var t in cells)
        {
            double x = s[0][t], y = s[1][t], nextX = s[2][t], nextY = s[3][t];
            ReadOnlySpan<double> products = [x * x, x * y, y * y, x * nextX, x * nextY, y * nextX, y * nextY, nextX * nextX, nextX * nextY, nextY * nextY];
            for (var c = 0; c < products.Length; c++) m[c] += products[c];
            foreach (var shock in cells)
                if (shock < t) m[Fixed + t - 1 - shock] += 1 / count;
        }

        var own = share * (1 - (1 / count));
        m[0] -= own * Sum(errorX, cells, -1);
        m[2] -= own * Sum(errorY, cells, -1);
        m[3] += share / count * Both(errorX, cells);
        m[6] += share / count * Both(errorY, cells);
        m[7] -= own * Sum(errorX, cells, 0);
        m[9] -= own * Sum(errorY, cells, 0);
        m[10] = share * (count - 1);
        return m;
    }

    private static double Sum(double[] errors, int[] cells, int shift)
    {
        var sum = 0.0;
        foreach (var t in cells) sum += errors[t + shift];
        return sum;
    }

    // Of the periods of which the next is there, too.
    private static double Both(double[] errors, int[] cells)
    {
        var sum = 0.0;
        foreach (var t in cells)
            if (Array.IndexOf(cells, t + 1) >= 0) sum += errors[t];
        return sum;
    }

    // The periods in which everything is there, now and one before.
    private static int[] Cells(ReadOnlySpan<double[]> series)
    {
        var cells = new List<int>(series[0].Length);
        for (var t = 1; t < series[0].Length; t++)
        {
            var all = true;
            foreach (var own in series) all &= double.IsFinite(own[t]) && double.IsFinite(own[t - 1]);
            if (all) cells.Add(t);
        }

        return [.. cells];
    }

    // By the outcome's period.
    private static double[] Masked(double[] series, int[] cells, int shift)
    {
        var row = new double[series.Length];
        Array.Fill(row, double.NaN);
        foreach (var t in cells) row[t] = series[t + shift];
        return row;
    }
}
