namespace Symetrie.Analytics.Statistics;

/// <summary>Takes the effects of units (rows) and of periods (columns) out of a table, in which cells may be missing.</summary>
/// <remarks>Complete table: v − row mean − column mean + grand mean. With holes: rows and columns are centred in turn until
/// nothing moves, which is the least-squares residual of the additive model (alternating projections, von Neumann 1950; Guimarães
/// and Portugal 2010).</remarks>
internal static class TwoWayCentring
{
    private const int MostRounds = 10_000;

    /// <summary>Centres in place; NaN cells stay NaN.</summary>
    public static void Centre(double[][] table)
    {
        if (table.Length == 0) return;
        var scale = 0.0;
        foreach (var row in table)
            foreach (var value in row)
                if (double.IsFinite(value)) scale = Math.Max(scale, Math.Abs(value));
        for (var round = 0; round < MostRounds; round++)
        {
            var moved = 0.0;
            foreach (var row in table) moved = Math.Max(moved, CentreRow(row));
            for (var t = 0; t < table[0].Length; t++) moved = Math.Max(moved, CentreColumn(table, t));
            if (moved <= 1e-15 * scale) return;
        }
    }

    private static double CentreRow(double[] row)
    {
        double sum = 0, n = 0;
        foreach (var value in row)
        {
            if (double.IsNaN(value)) continue;
            sum += value;
            n++;
        }

        if (n == 0) return 0;
        foreach (ref var value in row.AsSpan()) value -= sum / n;
        return Math.Abs(sum / n);
    }

    private static double CentreColumn(double[][] table, int t)
    {
        double sum = 0, n = 0;
        foreach (var row in table)
        {
            if (double.IsNaN(row[t])) continue;
            sum += row[t];
            n++;
        }

        if (n == 0) return 0;
        foreach (var row in table) row[t] -= sum / n;
        return Math.Abs(sum / n);
    }
}
