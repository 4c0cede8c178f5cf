using MathNet.Numerics.LinearAlgebra;

namespace Symetrie.Analytics.Statistics;

/// <summary>What <see cref="SingularSpectrum"/> found.</summary>
/// <param name="N">Values used.</param>
/// <param name="Forecast">The next value.</param>
/// <param name="Fitted">The series as its leading components have it.</param>
/// <param name="Share">The share of the sum of squares that they hold, 0 to 1.</param>
/// <param name="Reason">Why figures are absent.</param>
public sealed record SingularSpectrumResult(int N, double? Forecast, IReadOnlyList<double>? Fitted, double? Share, Absent Reason);

/// <summary>Singular spectrum analysis of a short series, with its recurrent forecast: the series is laid out in windows (the trajectory matrix),
/// reduced to its leading singular vectors, averaged back along the anti-diagonals, and continued by the linear recurrence that those vectors keep.</summary>
/// <remarks>With U the leading left singular vectors, π their last components and U∇ them without it, the recurrence is R = Σ π U∇ / (1 − Σ π²) and the
/// next value is R times the last window − 1 fitted ones; with Σ π² = 1 there is none (<see cref="Absent.NotIdentified"/>). A straight line and a
/// sinusoid have rank 2 and are continued exactly. Source: Golyandina, Nekrutkin and Zhigljavsky (2001), chapters 1 and 2.</remarks>
public static class SingularSpectrum
{
    private const double NoRecurrence = 1e-9;

    /// <summary>Analyses a series without gaps.</summary>
    /// <param name="values">The series, finite.</param>
    /// <param name="window">Length of a window, from 2 to half the series, rounded up.</param>
    /// <param name="rank">How many components are kept, at least 1 and below the window.</param>
    /// <exception cref="ArgumentException">A value is missing, or window or rank is out of range for a series long enough for both.</exception>
    public static SingularSpectrumResult Compute(ReadOnlySpan<double> values, int window, int rank)
    {
        Guard.AllFinite(values);
        Guard.AtLeast(rank, 1);
        Guard.AtLeast(window, rank + 1);
        var n = values.Length;
        if (n == 0) return new(0, null, null, null, Absent.NoValues);
        if (window > (n + 1) / 2) return new(n, null, null, null, Absent.TooFew);
        var across = n - window + 1;
        var trajectory = Matrix<double>.Build.Dense(window, across);
        for (var i = 0; i < window; i++)
            for (var j = 0; j < across; j++) trajectory[i, j] = values[i + j];
        var eigen = (trajectory * trajectory.Transpose()).Evd(Symmetricity.Symmetric);
        // MathNet lists the eigenvalues of a symmetric matrix from the smallest up.
        var leading = eigen.EigenVectors.SubMatrix(0, window, window - rank, rank);
        double whole = 0, held = 0;
        for (var k = 0; k < window; k++)
        {
            whole += Math.Max(0, eigen.EigenValues[k].Real);
            held += k >= window - rank ? Math.Max(0, eigen.EigenValues[k].Real) : 0;
        }

        if (whole == 0) return new(n, 0, new double[n], null, Absent.ZeroVariance);
        var fitted = Averaged(leading * (leading.Transpose() * trajectory));
        return Recurrence(leading) is not { } recurrence
            ? new(n, null, fitted, Math.Min(1, held / whole), Absent.NotIdentified)
            : new(n, Next(recurrence, fitted), fitted, Math.Min(1, held / whole), Absent.None);
    }

    private static double[] Averaged(Matrix<double> trajectory)
    {
        var series = new double[trajectory.RowCount + trajectory.ColumnCount - 1];
        var counts = new int[series.Length];
        for (var i = 0; i < trajectory.RowCount; i++)
        {
            for (var j = 0; j < trajectory.ColumnCount; j++)
            {
                series[i + j] += trajectory[i, j];
                counts[i + j]++;
            }
        }

        for (var t = 0; t < series.Length; t++) series[t] /= counts[t];
        return series;
    }

    private static double[]? Recurrence(Matrix<double> leading)
    {
        var last = leading.RowCount - 1;
        var (weights, squares) = (new double[last], 0.0);
        for (var k = 0; k < leading.ColumnCount; k++)
        {
            squares += leading[last, k] * leading[last, k];
            for (var i = 0; i < last; i++) weights[i] += leading[last, k] * leading[i, k];
        }

        if (1 - squares < NoRecurrence) return null;
        for (var i = 0; i < last; i++) weights[i] /= 1 - squares;
        return weights;
    }

    private static double Next(double[] recurrence, double[] fitted)
    {
        var next = 0.0;
        for (var i = 0; i < recurrence.Length; i++) next += recurrence[i] * fitted[fitted.Length - recurrence.Length + i];
        return next;
    }
}
