namespace Symetrie.Analytics.Statistics;

/// <summary>Two series of several units over the same periods, reduced to the cells that have both: the rows of a pooled and of a within
/// correlation, and what periods and units leave of them.</summary>
/// <remarks>Only cells with both values count, so both series have the same holes. Period effects are taken out because what moves all units at
/// once (a season, an event, a change of questionnaire) is a link of periods, not of units, and there are too few periods to test it.</remarks>
public sealed class PairedPanel
{
    private PairedPanel(int[] units, int[] periods, double[] x, double[] y)
    {
        (Unit, Period, X, Y) = (units, periods, x, y);
        (Units, Periods) = (Runs(units), CountOf(periods));
    }

    /// <summary>The unit of each row.</summary>
    public int[] Unit { get; }

    /// <summary>The period of each row.</summary>
    public int[] Period { get; }

    /// <summary>The first series' value of each row.</summary>
    public double[] X { get; }

    /// <summary>The second series' value of each row.</summary>
    public double[] Y { get; }

    /// <summary>The units that have a row, ascending.</summary>
    public int[] Units { get; }

    /// <summary>How many periods have a row.</summary>
    public int Periods { get; }

    /// <summary>How many rows.</summary>
    public int N => X.Length;

    /// <summary>The rows of two tables.</summary>
    /// <param name="x">One series a unit, all of the same length; NaN is a missing value.</param>
    /// <param name="y">One series a unit, of the same shape.</param>
    /// <param name="lag">Periods by which y is later; negative where it is earlier. Rows bear x's period.</param>
    /// <param name="fewest">Rows that a unit must have to be kept.</param>
    public static PairedPanel Of(IReadOnlyList<double[]> x, IReadOnlyList<double[]> y, int lag = 0, int fewest = 1)
    {
        Guard.SameLength(x.Count, y.Count);
        var most = x.Sum(series => series.Length);
        int[] units = new int[most], periods = new int[most];
        double[] left = new double[most], right = new double[most];
        var n = 0;
        for (var i = 0; i < x.Count; i++)
        {
            double[] own = x[i], other = y[i];
            Guard.SameLength(x[0].Length, own.Length);
            Guard.SameLength(own.Length, other.Length);
            var before = n;
            for (var t = Math.Max(0, -lag); t < own.Length && t + lag < other.Length; t++)
            {
                if (!double.IsFinite(own[t]) || !double.IsFinite(other[t + lag])) continue;
                (units[n], periods[n], left[n], right[n]) = (i, t, own[t], other[t + lag]);
                n++;
            }

            if (n - before < fewest) n = before;
        }

        return new PairedPanel(units[..n], periods[..n], left[..n], right[..n]);
    }

    /// <summary>Whether these are the same cells as another's.</summary>
    public bool HasCellsOf(PairedPanel other) => Unit.AsSpan().SequenceEqual(other.Unit) && Period.AsSpan().SequenceEqual(other.Period);

    /// <summary>Values of the rows less the average of their period, or of their period and kind.</summary>
    /// <param name="values">One value a row.</param>
    /// <param name="kinds">The kind of each row; empty for one kind.</param>
    public double[] WithoutPeriods(double[] values, ReadOnlySpan<int> kinds = default)
    {
        Guard.SameLength(values.Length, N);
        var codes = new int[N];
        for (var i = 0; i < N; i++) codes[i] = kinds.IsEmpty ? Period[i] : HashOf(Period[i], kinds[i]);
        return [.. FactorResiduals.Compute(values, [codes]).Residuals];

        // Periods are few: a pair of small numbers is one number.
        static int HashOf(int period, int kind) => checked((kind * 4096) + period);
    }

    /// <summary>Values of the rows after unit and period effects are taken out.</summary>
    public double[] WithoutUnitsAndPeriods(double[] values)
    {
        Guard.SameLength(values.Length, N);
        var table = Table(values);
        TwoWayCentring.Centre(table);
        var (left, place) = (new double[N], Places());
        for (var r = 0; r < N; r++) left[r] = table[place[r]][Period[r]];
        return left;
    }

    /// <summary>The rows as a table again: one series for each of <see cref="Units"/>, NaN where there is no row.</summary>
    public double[][] Table(double[] values)
    {
        var place = Places();
        var width = N == 0 ? 0 : Period.Max() + 1;
        double[][] table = [.. Units.Select(_ => Filled(width))];
        for (var r = 0; r < N; r++) table[place[r]][Period[r]] = values[r];
        return table;
    }

    /// <summary>The average of the rows of each of <see cref="Units"/>.</summary>
    public double[] Averages(double[] values)
    {
        var (place, sums, counts) = (Places(), new double[Units.Length], new double[Units.Length]);
        for (var r = 0; r < N; r++)
        {
            sums[place[r]] += values[r];
            counts[place[r]]++;
        }

        for (var u = 0; u < sums.Length; u++) sums[u] /= counts[u];
        return sums;
    }

    // Of each row the place of its unit among those that have one.
    private int[] Places()
    {
        var (places, place) = (new int[N], -1);
        for (var r = 0; r < N; r++) places[r] = r > 0 && Unit[r] == Unit[r - 1] ? place : ++place;
        return places;
    }

    // Rows of a unit stand together.
    private static int[] Runs(int[] units)
    {
        var runs = new List<int>();
        foreach (var unit in units)
            if (runs.Count == 0 || runs[^1] != unit) runs.Add(unit);
        return [.. runs];
    }

    private static int CountOf(int[] periods)
    {
        var heard = new bool[periods.Length == 0 ? 0 : periods.Max() + 1];
        foreach (var period in periods) heard[period] = true;
        return heard.Count(h => h);
    }

    private static double[] Filled(int width)
    {
        var row = new double[width];
        Array.Fill(row, double.NaN);
        return row;
    }
}
