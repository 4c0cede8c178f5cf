namespace Symetrie.Analytics.Tallies;

/// <summary>What reliability needs to know of the items of one dimension: over the respondents who answered all of them, their number, the sum of each
/// item and the sum of each product of two items. Integers, so moments add like tallies, exactly and in any order.</summary>
/// <remarks>Items are counted in grains (<see cref="ItemGrain"/>). Respondents who left an item out are left out (listwise): every covariance then
/// rests on the same respondents, and no combination of them has a negative variance.</remarks>
public sealed class Moments
{
    private readonly Int128[] sums;
    private readonly Int128[] products;

    private Moments(long n, Int128[] sums, Int128[] products) => (N, this.sums, this.products) = (n, sums, products);

    /// <summary>Respondents who answered every item.</summary>
    public long N { get; }

    /// <summary>How many items.</summary>
    public int Items => sums.Length;

    /// <summary>Σx, one an item.</summary>
    public ReadOnlySpan<Int128> Sums => sums;

    /// <summary>Σxy, items × items, row by row.</summary>
    public ReadOnlySpan<Int128> Products => products;

    /// <summary>The moments of nobody.</summary>
    public static Moments Empty(int items) => new(0, new Int128[items], new Int128[items * items]);

    /// <summary>The moments of sums that were kept.</summary>
    /// <exception cref="ArgumentException">There is not one product for every two items.</exception>
    public static Moments Of(long n, Int128[] sums, Int128[] products) =>
        products.Length == sums.Length * sums.Length ? new Moments(n, sums, products) : throw new ArgumentException("there must be one product for every two items", nameof(products));

    /// <summary>The moments of some items of a sheet.</summary>
    /// <param name="sheet">The sheet.</param>
    /// <param name="items">The places of the items.</param>
    /// <param name="counts">Which persons count, by their place in the sheet; null for all.</param>
    public static Moments Of(AnswerSheet sheet, ReadOnlySpan<int> items, Func<int, bool>? counts = null)
    {
        var (k, n) = (items.Length, 0L);
        var (sums, products, row) = (new Int128[k], new Int128[k * k], new long[k]);
        for (var person = 0; person < sheet.PersonCount; person++)
        {
            var complete = counts?.Invoke(person) ?? true;
            for (var i = 0; i < k && complete; i++) complete = (row[i] = sheet.Item(items[i], person)) >= 0;
            if (!complete) continue;
            n++;
            for (var i = 0; i < k; i++)
            {
                sums[i] += row[i];
                for (var j = 0; j <= i; j++) products[(i * k) + j] += row[i] * row[j];
            }
        }

        for (var i = 0; i < k; i++)
            for (var j = 0; j < i; j++) products[(j * k) + i] = products[(i * k) + j];
        return new Moments(n, sums, products);
    }

    /// <summary>Pools moments of the same items.</summary>
    public static Moments Merge(int items, IEnumerable<Moments> moments)
    {
        var merged = Empty(items);
        var n = 0L;
        foreach (var more in moments)
        {
            if (more.Items != items) throw new ArgumentException("moments of other items cannot be pooled", nameof(moments));
            n += more.N;
            for (var i = 0; i < merged.sums.Length; i++) merged.sums[i] += more.sums[i];
            for (var i = 0; i < merged.products.Length; i++) merged.products[i] += more.products[i];
        }

        return new Moments(n, merged.sums, merged.products);
    }
}
