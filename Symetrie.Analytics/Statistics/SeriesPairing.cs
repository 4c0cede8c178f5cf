namespace Symetrie.Analytics.Statistics;

/// <summary>The sums of products of every x series with every y series, from which the within correlation of any re-pairing
/// is read off with one look-up a unit.</summary>
/// <remarks>Units stand in an order that depends on strata and contents only, so neither the order in which units are given
/// nor the names of strata change a figure or a draw.</remarks>
internal sealed class SeriesPairing
{
    private readonly int[] strata;
    private readonly double[][] cross;
    private readonly double[][] squaresX;
    private readonly double[][] squaresY;
    private readonly double noise;

    private SeriesPairing(double[][] x, double[][] y, int[] strata)
    {
        this.strata = strata;
        cross = new double[x.Length][];
        squaresX = new double[x.Length][];
        squaresY = new double[x.Length][];
        for (var i = 0; i < x.Length; i++)
        {
            (cross[i], squaresX[i], squaresY[i]) = (new double[x.Length], new double[x.Length], new double[x.Length]);
            for (var j = 0; j < x.Length; j++)
            {
                if (strata[i] == strata[j]) (cross[i][j], squaresX[i][j], squaresY[i][j]) = Products(x[i], y[j]);
            }
        }

        noise = 1e-24 * x.Length;
        var seen = new HashSet<int>();
        for (var i = 0; i < x.Length; i++)
        {
            var before = Pairs;
            for (var t = 0; t < x[i].Length; t++)
            {
                if (!double.IsFinite(x[i][t]) || !double.IsFinite(y[i][t])) continue;
                Pairs++;
                seen.Add(t);
            }

            if (Pairs > before) PairedUnits++;
        }

        PairedPeriods = seen.Count;
    }

    public int Pairs { get; }

    public int PairedUnits { get; }

    public int PairedPeriods { get; }

    /// <summary>The number of re-pairings inside strata.</summary>
    public double Arrangements => strata.GroupBy(s => s).Aggregate(1.0, (all, s) => all * PermutationCorrelation.Factorial(s.Count()));

    public static SeriesPairing Of(double[][] x, double[][] y, ReadOnlySpan<int> strata, bool twoWay)
    {
        int[] names = strata.IsEmpty ? new int[x.Length] : strata.ToArray();
        // A unit without a value on either side can be paired with nothing.
        int[] kept = [.. Enumerable.Range(0, x.Length).Where(i => x[i].Any(double.IsFinite) && y[i].Any(double.IsFinite))];
        double[][] contents = [.. kept.Select(i => x[i].Concat(y[i]).ToArray())];
        int[] order = [.. RowOrder.OfRows(contents).Select(k => kept[k])];
        // Strata in the order of their first unit.
        order = [.. order.GroupBy(i => names[i]).SelectMany(s => s)];
        double[][] ownX = Prepare([.. order.Select(i => x[i])], twoWay), ownY = Prepare([.. order.Select(i => y[i])], twoWay);
        return new SeriesPairing(ownX, ownY, [.. order.Select(i => names[i])]);
    }

    /// <summary>The correlation of each unit with itself; absent without variation.</summary>
    public double? Observed()
    {
        int[] own = [.. Enumerable.Range(0, cross.Length)];
        var r = Correlation(own);
        return double.IsFinite(r) ? r : null;
    }

    /// <summary>Counts every re-pairing inside strata.</summary>
    public void Each(TailTally tally) => Each([.. Enumerable.Range(0, cross.Length)], 0, tally);

    /// <summary>Counts the observed pairing and random re-pairings inside strata.</summary>
    public void Random(TailTally tally, int draws, ulong seed)
    {
        int[] partner = [.. Enumerable.Range(0, cross.Length)];
        var random = new SeededRandom(seed);
        tally.CountObserved();
        for (var b = 0; b < draws; b++)
        {
            for (int start = 0, end; start < partner.Length; start = end)
            {
                end = start + 1;
                while (end < partner.Length && strata[end] == strata[start]) end++;
                random.Shuffle(partner.AsSpan(start..end));
            }

            Count(tally, partner);
        }
    }

    private void Each(int[] partner, int from, TailTally tally)
    {
        if (from == partner.Length)
        {
            Count(tally, partner);
            return;
        }

        for (var i = from; i < partner.Length && strata[i] == strata[from]; i++)
        {
            (partner[from], partner[i]) = (partner[i], partner[from]);
            Each(partner, from + 1, tally);
            (partner[from], partner[i]) = (partner[i], partner[from]);
        }
    }

    /// <summary>A re-pairing whose series share no variation counts as a correlation of 0.</summary>
    private void Count(TailTally tally, int[] partner)
    {
        var r = Correlation(partner);
        tally.Count(double.IsFinite(r) ? r : 0);
    }

    private double Correlation(int[] partner)
    {
        double xy = 0, xx = 0, yy = 0;
        for (var i = 0; i < partner.Length; i++)
        {
            xy += cross[i][partner[i]];
            xx += squaresX[i][partner[i]];
            yy += squaresY[i][partner[i]];
        }

        return xx > noise && yy > noise ? FixedPoint.Correlation(xy, xx, yy) : double.NaN;
    }

    /// <summary>Scaled so that the largest deviation from the grand mean is 1; then two-way demeaned if asked.</summary>
    private static double[][] Prepare(double[][] rows, bool twoWay)
    {
        double[] present = [.. rows.SelectMany(r => r).Where(double.IsFinite)];
        if (present.Length == 0) return rows;
        var mean = GroupedPairs.Mean(present);
        var largest = present.Max(v => Math.Abs(v - mean));
        double[][] scaled = [.. rows.Select(r => r.Select(Scaled).ToArray())];
        if (twoWay) TwoWayCentring.Centre(scaled);
        return scaled;

        double Scaled(double v) => !double.IsFinite(v) ? double.NaN : largest > 0 ? (v - mean) / largest : 0;
    }

    private static (double Cross, double Xx, double Yy) Products(double[] x, double[] y)
    {
        double n = 0, sumX = 0, sumY = 0, xx = 0, yy = 0, xy = 0;
        for (var t = 0; t < x.Length; t++)
        {
            if (!double.IsFinite(x[t]) || !double.IsFinite(y[t])) continue;
            n++;
            sumX += x[t];
            sumY += y[t];
        }

        for (var t = 0; t < x.Length; t++)
        {
            if (!double.IsFinite(x[t]) || !double.IsFinite(y[t])) continue;
            double dx = x[t] - (sumX / n), dy = y[t] - (sumY / n);
            xx += dx * dx;
            yy += dy * dy;
            xy += dx * dy;
        }

        return (xy, xx, yy);
    }
}
