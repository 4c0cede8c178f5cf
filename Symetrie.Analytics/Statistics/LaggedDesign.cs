using System.Runtime.InteropServices;

namespace Symetrie.Analytics.Statistics;

/// <summary>The rows of a cross-lagged panel, unit by unit, every column centred on its unit's mean: lagged x, lagged y, the
/// period indicators but one; and the two outcomes y and x.</summary>
internal sealed class LaggedDesign
{
    /// <summary>Column of the lagged x.</summary>
    public const int LagX = 0;

    /// <summary>Column of the lagged y.</summary>
    public const int LagY = 1;

    private LaggedDesign(List<double[][]> columns, List<double[][]> outcomes, int periods, double scaleX, double scaleY)
    {
        (Blocks, Outcomes, Periods, ScaleX, ScaleY) = (columns, outcomes, periods, scaleX, scaleY);
        Rows = columns.Sum(block => block.Length);
    }

    /// <summary>For each unit its rows, each the columns of the design.</summary>
    public List<double[][]> Blocks { get; }

    /// <summary>For each unit the outcomes of its rows: y and x.</summary>
    public List<double[][]> Outcomes { get; }

    public int Periods { get; }

    public int Rows { get; }

    public int Units => Blocks.Count;

    public int Columns => 2 + Math.Max(0, Periods - 1);

    public int ResidualDf => Rows - Units - Columns;

    /// <summary>What x and y were divided by.</summary>
    public double ScaleX { get; }

    /// <summary>What y was divided by.</summary>
    public double ScaleY { get; }

    public bool Varies => ScaleX > 0 && ScaleY > 0;

    public static LaggedDesign Of(IReadOnlyList<double[]> x, IReadOnlyList<double[]> y, int lag)
    {
        double[][] contents = [.. x.Zip(y, (a, b) => (double[])[.. a, .. b])];
        var (centredX, scaleX) = Scale(x);
        var (centredY, scaleY) = Scale(y);
        var units = new List<(int Unit, int[] Times)>();
        foreach (var i in RowOrder.OfRows(contents))
        {
            var times = Times(x[i], y[i], lag);
            // A unit with one row is explained by its own effect.
            if (times.Length > 1) units.Add((i, times));
        }

        int[] periods = [.. units.SelectMany(u => u.Times).Distinct().Order()];
        var blocks = new List<double[][]>(units.Count);
        var outcomes = new List<double[][]>(units.Count);
        foreach (var (i, times) in units)
        {
            double[] ownX = centredX[i], ownY = centredY[i];
            blocks.Add(Centre(Array.ConvertAll(times, t => Row(ownX[t - lag], ownY[t - lag], periods, t))));
            outcomes.Add(Centre(Array.ConvertAll(times, t => new[] { ownY[t], ownX[t] })));
        }

        return new LaggedDesign(blocks, outcomes, periods.Length, scaleX, scaleY);
    }

    // The periods in which both series are there, now and then.
    private static int[] Times(double[] x, double[] y, int lag)
    {
        Span<int> times = x.Length <= 64 ? stackalloc int[64] : new int[x.Length];
        var count = 0;
        for (var t = lag; t < x.Length; t++)
            if (double.IsFinite(x[t]) && double.IsFinite(y[t]) && double.IsFinite(x[t - lag]) && double.IsFinite(y[t - lag])) times[count++] = t;
        return times[..count].ToArray();
    }

    private static double[] Row(double lagX, double lagY, int[] periods, int time)
    {
        var row = new double[1 + periods.Length];
        (row[LagX], row[LagY]) = (lagX, lagY);
        for (var p = 1; p < periods.Length; p++) row[1 + p] = periods[p] == time ? 1 : 0;
        return row;
    }

    private static (double[][] Values, double Scale) Scale(IReadOnlyList<double[]> series)
    {
        var present = new List<double>(series.Count * (series.Count == 0 ? 0 : series[0].Length));
        foreach (var own in series)
            foreach (var value in own)
                if (double.IsFinite(value)) present.Add(value);
        if (present.Count == 0) return ([.. series], 0);
        var (mean, largest) = (GroupedPairs.Mean(CollectionsMarshal.AsSpan(present)), 0.0);
        foreach (var value in present) largest = Math.Max(largest, Math.Abs(value - mean));
        return ([.. series.Select(s => Array.ConvertAll(s, v => largest > 0 ? (v - mean) / largest : 0))], largest);
    }

    /// <summary>Subtracts the mean of each column.</summary>
    private static double[][] Centre(double[][] rows)
    {
        for (var c = 0; c < rows[0].Length; c++)
        {
            var sum = 0.0;
            foreach (var row in rows) sum += row[c];
            foreach (var row in rows) row[c] -= sum / rows.Length;
        }

        return rows;
    }
}
