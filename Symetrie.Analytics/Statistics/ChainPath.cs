namespace Symetrie.Analytics.Statistics;

/// <summary>A row of one link of a chain.</summary>
/// <param name="Unit">The place of the unit that is resampled, 0-based.</param>
/// <param name="Period">The period.</param>
/// <param name="X">What comes in.</param>
/// <param name="Y">What goes on.</param>
/// <param name="Weight">Its weight, above 0.</param>
public readonly record struct ChainRow(int Unit, int Period, double X, double Y, double Weight);

/// <summary>What <see cref="ChainPath"/> found.</summary>
/// <param name="Slopes">The slope of each link: what one more at its head goes with at its end.</param>
/// <param name="Path">Their product: what one more at the head of the chain goes with at its end.</param>
/// <param name="Lower">Lower end of its BCa interval over units.</param>
/// <param name="Upper">Upper end of its BCa interval over units.</param>
public sealed record ChainPathResult(IReadOnlyList<double> Slopes, double Path, double? Lower, double? Upper);

/// <summary>A chain of links, each a weighted regression of what goes on on what comes in once the periods' means are taken out, and their product (the indirect
/// effect of a serial chain; Sobel 1982; Preacher and Hayes 2008). Whole units are resampled, with all the rows of all links that lie in them (Efron 1987).</summary>
/// <remarks>The product is what passes along the chain; what jumps over a level is not in it. Links may have different rows: many small ones at the end, a few large ones at
/// the head.</remarks>
public static class ChainPath
{
    /// <summary>Estimates the path.</summary>
    /// <param name="units">How many units there are.</param>
    /// <param name="links">The rows of each link, from the head on.</param>
    /// <param name="draws">Resamples.</param>
    /// <param name="seed">Start of the random sequence.</param>
    /// <param name="confidence">Coverage of the interval, in (0, 1).</param>
    /// <returns>The path; null where some link has no rows or nothing varies at its head.</returns>
    public static ChainPathResult? Compute(int units, IReadOnlyList<IReadOnlyList<ChainRow>> links, int draws, ulong seed, double confidence = 0.95)
    {
        Guard.AtLeast(units, 1);
        if (links.Count == 0) return null;
        var sums = links.Select(rows => new LinkSums(units, rows)).ToArray();
        int[] all = [.. Enumerable.Range(0, units)];
        double[] slopes = [.. sums.Select(s => s.Slope(all))];
        if (!Array.TrueForAll(slopes, double.IsFinite)) return null;
        var bca = BootstrapBca.Compute(units, Product, draws, seed, confidence);
        return new ChainPathResult(slopes, slopes.Aggregate(1.0, (a, b) => a * b), bca.Lower, bca.Upper);

        double Product(ReadOnlySpan<int> drawn)
        {
            var product = 1.0;
            foreach (var link in sums) product *= link.Slope(drawn);
            return product;
        }
    }

    private sealed class LinkSums
    {
        private readonly WeightedSums[][] sums;
        private readonly WeightedSums[] buffer;

        public LinkSums(int units, IReadOnlyList<ChainRow> rows)
        {
            int[] periods = [.. rows.Select(r => r.Period).Distinct().Order()];
            sums = [.. Enumerable.Range(0, units).Select(_ => new WeightedSums[periods.Length])];
            buffer = new WeightedSums[periods.Length];
            var (meanX, meanY) = rows.Count == 0 ? (0, 0) : (rows.Average(r => r.X), rows.Average(r => r.Y));
            foreach (var row in rows)
            {
                if (!(row.Weight > 0)) throw new ArgumentException("weights must be above 0", nameof(rows));
                sums[row.Unit][Array.BinarySearch(periods, row.Period)] += WeightedSums.Of(row.X - meanX, row.Y - meanY, row.Weight);
            }
        }

        // NaN where nothing varies within the periods.
        public double Slope(ReadOnlySpan<int> units)
        {
            Array.Clear(buffer);
            foreach (var unit in units)
                for (var p = 0; p < buffer.Length; p++) buffer[p] += sums[unit][p];
            double xx = 0, xy = 0, raw = 0;
            foreach (var period in buffer) (xx, xy, raw) = (xx + period.CentredXx, xy + period.CentredXy, raw + period.Xx);
            return xx > 1e-12 * raw ? xy / xx : double.NaN;
        }
    }
}
