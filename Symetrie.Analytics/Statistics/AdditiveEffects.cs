namespace Symetrie.Analytics.Statistics;

/// <summary>The column effects of a table y = row + column with holes, by least squares (alternating projections; Guimarães and Portugal 2010).</summary>
/// <remarks>Without a hole a column's effect is its mean less the table's. With holes they are what makes rows comparable that are heard in different columns.</remarks>
public static class AdditiveEffects
{
    private const int MostRounds = 500;

    /// <summary>Fits the effects.</summary>
    /// <param name="rows">The table, row by row; NaN is a hole.</param>
    /// <param name="columns">How many columns there are.</param>
    /// <returns>The effects, centred on 0 over the columns that are heard; NaN where none has a value.</returns>
    /// <exception cref="ArgumentException">A row has another length.</exception>
    public static double[] Columns(IReadOnlyList<double[]> rows, int columns)
    {
        foreach (var row in rows) Guard.SameLength(columns, row.Length, nameof(rows));
        var effects = new double[columns];
        bool[] heard = [.. Enumerable.Range(0, columns).Select(c => rows.Any(r => !double.IsNaN(r[c])))];
        for (var (round, moved) = (0, double.PositiveInfinity); round < MostRounds && moved > 1e-12; round++)
        {
            moved = 0;
            double[] levels = [.. rows.Select(row => Mean(Enumerable.Range(0, columns).Where(c => !double.IsNaN(row[c])).Select(c => row[c] - effects[c])))];
            for (var c = 0; c < columns; c++)
            {
                if (!heard[c]) continue;
                var next = Mean(Enumerable.Range(0, rows.Count).Where(r => !double.IsNaN(rows[r][c])).Select(r => rows[r][c] - levels[r]));
                (moved, effects[c]) = (Math.Max(moved, Math.Abs(next - effects[c])), next);
            }
        }

        var centre = Mean(Enumerable.Range(0, columns).Where(c => heard[c]).Select(c => effects[c]));
        return [.. effects.Select((e, c) => heard[c] ? e - centre : double.NaN)];
    }

    private static double Mean(IEnumerable<double> values)
    {
        double[] all = [.. values];
        return all.Length == 0 ? 0 : ExactSum.Of(all) / all.Length;
    }
}
