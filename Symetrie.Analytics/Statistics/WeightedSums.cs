namespace Symetrie.Analytics.Statistics;

/// <summary>Weighted sums of pairs, additive: what is left of a group once its own part is subtracted.</summary>
internal readonly record struct WeightedSums(int Count, double W, double X, double Y, double Xx, double Yy, double Xy)
{
    /// <summary>Sum of squares of x about its mean; 0 of nothing.</summary>
    public double CentredXx => Count == 0 ? 0 : Xx - (X * X / W);

    /// <summary>Sum of products about both means; 0 of nothing.</summary>
    public double CentredXy => Count == 0 ? 0 : Xy - (X * Y / W);

    public static WeightedSums Of(double x, double y, double w) => new(1, w, w * x, w * y, w * x * x, w * y * y, w * x * y);

    public static WeightedSums operator +(WeightedSums a, WeightedSums b) => new(a.Count + b.Count, a.W + b.W, a.X + b.X, a.Y + b.Y, a.Xx + b.Xx, a.Yy + b.Yy, a.Xy + b.Xy);

    public static WeightedSums operator -(WeightedSums a, WeightedSums b) => new(a.Count - b.Count, a.W - b.W, a.X - b.X, a.Y - b.Y, a.Xx - b.Xx, a.Yy - b.Yy, a.Xy - b.Xy);
}
