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
        Units = [.. units.Distinct()];
        Periods = periods.Distinct().Count();
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
        var (units, periods, left, right) = (new List<int>(), new List<int>(), new List<double>(), new List<double>());
        for (var i = 0; i < x.Count; i++)
        {
            Guard.SameLength(x[0].Length, x[i].Length);
            Guard.SameLength(x[i].Length, y[i].Length);
            var before = left.Count;
            for (var t = Math.Max(0, -lag); t < x[i].Length && t + lag < y[i].Length; t++)
            {
                if (!double.IsFinite(x[i][t]) || !double.IsFinite(y[i][t + lag])) continue;
                units.Add(i);
                periods.Add(t);
                left.Add(x[i][t]);
                right.Add(y[i][t + lag]);
            }

            if (left.Count - before >= fewest) continue;
            foreach (var list in new[] { units, periods }) list.RemoveRange(before, list.Count - before);
            foreach (var list in new[] { left, right }) list.RemoveRange(before, list.Count - before);
        }

        return new PairedPanel([.. units], [.. periods], [.. left], [.. right]);
    }

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
        var place = Places();
        return [.. Enumerable.Range(0, N).Select(r => table[place[Unit[r]]][Period[r]])];
    }

    /// <summary>The rows as a table again: one series for each of <see cref="Units"/>, NaN where there is no row.</summary>
    public double[][] Table(double[] values)
    {
        var place = Places();
        var width = N == 0 ? 0 : Period.Max() + 1;
        double[][] table = [.. Units.Select(_ => Filled(width))];
        for (var r = 0; r < N; r++) table[place[Unit[r]]][Period[r]] = values[r];
        return table;
    }

    /// <summary>The average of the rows of each of <see cref="Units"/>.</summary>
    public double[] Averages(double[] values)
    {
        var (place, sums, counts) = (Places(), new double[Units.Length], new double[Units.Length]);
        for (var r = 0; r < N; r++)
        {
            sums[place[Unit[r]]] += values[r];
            counts[place[Unit[r]]]++;
        }

        for (var u = 0; u < sums.Length; u++) sums[u] /= counts[u];
        return sums;
    }

    private Dictionary<int, int> Places() => Units.Select((u, i) => (u, i)).ToDictionary(p => p.u, p => p.i);

    private static double[] Filled(int width)
    {
        var row = new double[width];
        Array.Fill(row, double.NaN);
        return row;
    }
}
