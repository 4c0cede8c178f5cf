namespace Symetrie.Analytics.Statistics;

/// <summary>What <see cref="LeastSquares"/> found. Indices count the columns of the design in their given order; with an intercept
/// it is index 0.</summary>
public sealed class LeastSquaresFit
{
    /// <summary>Whether index 0 is a column of ones.</summary>
    public required bool HasIntercept { get; init; }

    /// <summary>One coefficient a column; <see langword="null"/> where the column is aliased.</summary>
    public required IReadOnlyList<double?> Coefficients { get; init; }

    /// <summary>Indices of the columns that are in the fit, ascending; there are <see cref="Rank"/> of them.</summary>
    public required IReadOnlyList<int> Kept { get; init; }

    /// <summary>Indices of the columns that are (nearly) linear combinations of kept columns before them, ascending.</summary>
    public required IReadOnlyList<int> Aliased { get; init; }

    /// <summary>(XᵀX)⁻¹ over the kept columns, rank × rank, symmetric.</summary>
    public required double[,] InverseCrossProduct { get; init; }

    /// <summary>y − Xb, in the order of the rows.</summary>
    public required IReadOnlyList<double> Residuals { get; init; }

    /// <summary>Xb, in the order of the rows.</summary>
    public required IReadOnlyList<double> Fitted { get; init; }

    /// <summary>Σ residual², at least 0.</summary>
    public required double ResidualSumOfSquares { get; init; }

    /// <summary>Rows.</summary>
    public int N => Residuals.Count;

    /// <summary>Independent columns.</summary>
    public int Rank => Kept.Count;

    /// <summary>n − rank, at least 0.</summary>
    public int ResidualDegreesOfFreedom => N - Rank;

    /// <summary>RSS / (n − rank); <see langword="null"/> without residual degrees of freedom.</summary>
    public double? ResidualVariance => ResidualDegreesOfFreedom > 0 ? ResidualSumOfSquares / ResidualDegreesOfFreedom : null;

    /// <summary>Classical standard error of a column's coefficient, √(s²·(XᵀX)⁻¹ⱼⱼ); <see langword="null"/> where the column is
    /// aliased or there are no residual degrees of freedom.</summary>
    /// <param name="column">Index of the column in the design.</param>
    public double? StandardError(int column)
    {
        var at = Kept.ToList().IndexOf(column);
        return at >= 0 && ResidualVariance is { } s2 ? Math.Sqrt(s2 * InverseCrossProduct[at, at]) : null;
    }
}
