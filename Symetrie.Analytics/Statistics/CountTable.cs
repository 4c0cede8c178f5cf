namespace Symetrie.Analytics.Statistics;

/// <summary>Counts of several samples (rows) over the same categories (columns), without the rows and columns that hold
/// nothing: an unused category or an empty sample says nothing about whether the others differ, and would divide by 0.</summary>
/// <param name="Cells">The counts, one array a sample.</param>
/// <param name="RowTotals">The size of each sample; every one above 0.</param>
/// <param name="ColumnTotals">The total of each category; every one above 0.</param>
/// <param name="Total">The number of values altogether.</param>
internal sealed record CountTable(long[][] Cells, long[] RowTotals, long[] ColumnTotals, long Total)
{
    /// <summary>The number of samples that hold a value.</summary>
    public int Rows => RowTotals.Length;

    /// <summary>The number of categories in use.</summary>
    public int Columns => ColumnTotals.Length;

    /// <summary>Takes the counts and drops empty rows and columns.</summary>
    /// <exception cref="ArgumentException">Rows of different lengths, or a negative count.</exception>
    public static CountTable Of(IReadOnlyList<long[]> samples)
    {
        var width = samples.Count == 0 ? 0 : samples[0].Length;
        foreach (var sample in samples)
        {
            Guard.SameLength(sample.Length, width);
            Counts.Check(sample);
        }

        var kept = Enumerable.Range(0, width).Where(j => samples.Any(sample => sample[j] > 0)).ToArray();
        var cells = samples.Where(sample => sample.Any(count => count > 0))
            .Select(sample => kept.Select(j => sample[j]).ToArray()).ToArray();
        var rowTotals = cells.Select(row => row.Sum()).ToArray();
        var columnTotals = kept.Select((_, j) => cells.Sum(row => row[j])).ToArray();
        return new CountTable(cells, rowTotals, columnTotals, rowTotals.Sum());
    }

    /// <summary>The count expected in a cell when every sample has the pooled shares.</summary>
    public double Expected(int row, int column) => RowTotals[row] * (double)ColumnTotals[column] / Total;

    /// <summary>The same table with samples and categories exchanged.</summary>
    public CountTable Transposed() => new(
        [.. Enumerable.Range(0, Columns).Select(j => Cells.Select(row => row[j]).ToArray())], ColumnTotals, RowTotals, Total);

    /// <summary>Pearson's chi-square of this table: Σ (observed − expected)² / expected.</summary>
    public double ChiSquare() => ChiSquare(Cells);

    /// <summary>Pearson's chi-square of other cells under the margins of this table.</summary>
    public double ChiSquare(long[][] cells)
    {
        var sum = 0.0;
        for (var i = 0; i < Rows; i++)
        {
            for (var j = 0; j < Columns; j++)
            {
                var expected = Expected(i, j);
                var deviation = cells[i][j] - expected;
                sum += deviation * deviation / expected;
            }
        }

        return sum;
    }
}
