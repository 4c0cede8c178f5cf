using System.Runtime.Intrinsics;

namespace Symetrie.Analytics.Statistics;

/// <summary>What the bias-corrected two-series autoregression must solve for a set of units: Φ less the least squares of products from which Φ's own bias is taken
/// (see <see cref="CorrectedLaggedPanel"/>). Free of units of measurement: the second series measured in standard deviations of the first.</summary>
internal readonly struct LaggedEquations : IFourfoldFunction
{
    /// <summary>How many sums there are before the N(j)/T: predictors (xx, xy, yy), predictors by outcomes (x·x, x·y, y·x, y·y), outcomes (xx, xy, yy), degrees of freedom left.</summary>
    public const int Fixed = 11;

    private readonly double[] m;
    private readonly double det;
    private readonly double ratio;

    private LaggedEquations(double[] sums, double determinant) => (m, det, ratio) = (sums, determinant, Math.Sqrt(sums[0] / sums[2]));

    /// <summary>The coefficients of plain least squares.</summary>
    public double[] Plain
    {
        get
        {
            var plain = new double[4];
            Scaled(Fit(default)).CopyTo(0, plain);
            return plain;
        }
    }

    /// <summary>The equations; null where the predictors are nothing but error, or collinear.</summary>
    public static LaggedEquations? Of(double[] sums)
    {
        var determinant = (sums[0] * sums[2]) - (sums[1] * sums[1]);
        return !(sums[0] > 0) || !(sums[2] > 0) || !(determinant > 1e-6 * sums[0] * sums[2]) ? null : new LaggedEquations(sums, determinant);
    }

    /// <summary>The values at four places at once.</summary>
    public Fourfold At(Fourfold unknowns)
    {
        var phi = Phi(unknowns);
        return Scaled(Fit(Bias(phi)) - phi);
    }

    /// <summary>What a solution says.</summary>
    public LaggedPaths Paths(double[] solved) => new(solved[0], solved[1] * ratio, solved[2] / ratio, solved[3], ratio);

    private Matrix Phi(Fourfold p) => new(p.A, p.B * ratio, p.C / Vector256.Create(ratio), p.D);

    private Fourfold Scaled(Matrix a) => new(a.A, a.B / Vector256.Create(ratio), a.C * ratio, a.D);

    private Matrix Fit(Matrix bias)
    {
        // Products of predictor and outcome, what centring took from them given back.
        Vector256<double> xx = Of(3) + bias.A, xy = Of(4) + bias.B, yx = Of(5) + bias.C, yy = Of(6) + bias.D, whole = Vector256.Create(det);
        return new Matrix(
            ((xx * m[2]) - (yx * m[1])) / whole, ((yx * m[0]) - (xx * m[1])) / whole,
            ((xy * m[2]) - (yy * m[1])) / whole, ((yy * m[0]) - (xy * m[1])) / whole);
    }

    /// <summary>Σ over units of E Σ z(t−1)ε̄′ = Σⱼ N(j)/T·Φʲ·Ω.</summary>
    private Matrix Bias(Matrix phi)
    {
        // Φʲ = a(j)·Φ + b(j)·1 (Cayley and Hamilton): two numbers a power instead of four products of rows and columns.
        var (trace, determinant) = (phi.A + phi.D, (phi.A * phi.D) - (phi.B * phi.C));
        Vector256<double> a = default, b = Vector256<double>.One, ofPhi = default, ofOne = default;
        for (var j = Fixed; j < m.Length; j++)
        {
            (ofPhi, ofOne) = (ofPhi + (a * m[j]), ofOne + (b * m[j]));
            (a, b) = ((trace * a) + b, -determinant * a);
        }

        return ((ofPhi * phi) + new Matrix(ofOne, default, default, ofOne)) * Shocks(phi);
    }

    /// <summary>Ω: the corrected sums of squares of z(t) − Φz(t−1) over their degrees of freedom.</summary>
    private Matrix Shocks(Matrix phi)
    {
        Matrix predictors = new(Of(0), Of(1), Of(1), Of(2)), products = new(Of(3), Of(4), Of(5), Of(6)), outcomes = new(Of(7), Of(8), Of(8), Of(9));
        var crossed = phi * products;
        var sums = outcomes - crossed - crossed.Transposed + (phi * predictors * phi.Transposed);
        return Vector256.Create(1 / m[10]) * sums;
    }

    private Vector256<double> Of(int sum) => Vector256.Create(m[sum]);

    // Row by row, at four places at once.
    private readonly record struct Matrix(Vector256<double> A, Vector256<double> B, Vector256<double> C, Vector256<double> D)
    {
        public Matrix Transposed => new(A, C, B, D);

        public static Matrix operator +(Matrix a, Matrix b) => new(a.A + b.A, a.B + b.B, a.C + b.C, a.D + b.D);

        public static Matrix operator -(Matrix a, Matrix b) => new(a.A - b.A, a.B - b.B, a.C - b.C, a.D - b.D);

        public static Matrix operator *(Vector256<double> f, Matrix a) => new(f * a.A, f * a.B, f * a.C, f * a.D);

        public static Matrix operator *(Matrix a, Matrix b) =>
            new((a.A * b.A) + (a.B * b.C), (a.A * b.B) + (a.B * b.D), (a.C * b.A) + (a.D * b.C), (a.C * b.B) + (a.D * b.D));
    }
}
