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
        double[][] contents = [.. x.Zip(y, (a, b) => a.Concat(b).ToArray())];
        var (centredX, scaleX) = Scale(x);
        var (centredY, scaleY) = Scale(y);
        var units = new List<(int Unit, int[] Times)>();
        foreach (var i in RowOrder.OfRows(contents))
        {
            int[] times = [.. Enumerable.Range(lag, Math.Max(0, x[i].Length - lag)).Where(t => double.IsFinite(x[i][t])
                && double.IsFinite(y[i][t]) && double.IsFinite(x[i][t - lag]) && double.IsFinite(y[i][t - lag]))];
            // A unit with one row is explained by its own effect.
            if (times.Length > 1) units.Add((i, times));
        }

        int[] periods = [.. units.SelectMany(u => u.Times).Distinct().Order()];
        var blocks = new List<double[][]>();
        var outcomes = new List<double[][]>();
        foreach (var (i, times) in units)
        {
            blocks.Add(Centre([.. times.Select(t => (double[])[
                centredX[i][t - lag], centredY[i][t - lag], .. periods.Skip(1).Select(p => p == t ? 1.0 : 0)])]));
            outcomes.Add(Centre([.. times.Select(t => (double[])[centredY[i][t], centredX[i][t]])]));
        }

        return new LaggedDesign(blocks, outcomes, periods.Length, scaleX, scaleY);
    }

    private static (double[][] Values, double Scale) Scale(IReadOnlyList<double[]> series)
    {
        double[] present = [.. series.SelectMany(s => s).Where(double.IsFinite)];
        if (present.Length == 0) return ([.. series], 0);
        var mean = GroupedPairs.Mean(present);
        var largest = present.Max(v => Math.Abs(v - mean));
        return ([.. series.Select(s => s.Select(v => largest > 0 ? (v - mean) / largest : 0).ToArray())], largest);
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
