namespace Symetrie.Analytics.Statistics;

/// <summary>Sums rounded once: the exact real sum of the terms, then one rounding to the nearest double (ties to even). The
/// order of the terms can therefore never change a bit, and n equal terms give what n times the term gives. Terms must be
/// finite; a product whose error is below the smallest double (|a·b| under 1e-290) may lose that error.</summary>
public static class ExactSum
{
    /// <summary>Σ values. An empty series sums to 0.</summary>
    public static double Of(ReadOnlySpan<double> values)
    {
        if (TwofoldSum.TryOf(values, out var known)) return known;
        if (values.Length <= ExactPartials.Most && TryFew(values, out var few)) return few;
        var sum = new ExactAccumulator();
        ExactBlocks.Add(sum, values);
        return sum.Rounded();
    }

    /// <summary>Σ a·b, every product exact.</summary>
    public static double OfProducts(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        Guard.SameLength(a.Length, b.Length);
        if (TwofoldSum.TryOfProducts(a, b, out var known)) return known;
        if (2 * a.Length <= ExactPartials.Most && TryFew(a, b, out var few)) return few;
        var sum = new ExactAccumulator();
        for (var i = 0; i < a.Length; i++)
        {
            sum.AddProduct(a[i], b[i]);
        }

        return sum.Rounded();
    }

    /// <summary>Σ count·value: bit for bit the sum of the values written out.</summary>
    public static double Weighted(ReadOnlySpan<double> values, ReadOnlySpan<long> counts)
    {
        Guard.SameLength(values.Length, counts.Length);
        var sum = new ExactAccumulator();
        for (var i = 0; i < values.Length; i++)
        {
            Guard.NonNegative(counts[i], nameof(counts));
            sum.AddTimes(values[i], counts[i]);
        }

        return sum.Rounded();
    }

    private static bool TryFew(ReadOnlySpan<double> values, out double sum)
    {
        var partials = new ExactPartials(stackalloc double[ExactPartials.Most]);
        sum = 0;
        foreach (var value in values)
            if (!partials.Add(value)) return false;
        sum = partials.Rounded();
        return true;
    }

    private static bool TryFew(ReadOnlySpan<double> a, ReadOnlySpan<double> b, out double sum)
    {
        var partials = new ExactPartials(stackalloc double[ExactPartials.Most]);
        sum = 0;
        for (var i = 0; i < a.Length; i++)
        {
            var product = a[i] * b[i];
            if (!partials.Add(product) || !partials.Add(Math.FusedMultiplyAdd(a[i], b[i], -product))) return false;
        }

        sum = partials.Rounded();
        return true;
    }
}
