namespace Symetrie.Analytics.Statistics;

/// <summary>The exact sum of a few terms as doubles that do not overlap (Shewchuk 1997, grow-expansion), rounded once at the end: for a handful of terms a tenth of the
/// work of an <see cref="ExactAccumulator"/>, with the same bits.</summary>
internal ref struct ExactPartials
{
    /// <summary>How many terms there may be.</summary>
    public const int Most = 32;

    // Sums of so few terms below this cannot overflow.
    private const double Largest = 1e300;
    private readonly Span<double> partials;
    private int count;

    /// <param name="room">Room for the partial sums, <see cref="Most"/>.</param>
    public ExactPartials(Span<double> room) => partials = room;

    /// <summary>Adds a term; false where it is too large, infinite or NaN.</summary>
    public bool Add(double term)
    {
        if (!(Math.Abs(term) < Largest)) return false;
        var kept = 0;
        for (var i = 0; i < count; i++)
        {
            var (large, small) = Math.Abs(term) < Math.Abs(partials[i]) ? (partials[i], term) : (term, partials[i]);
            var high = large + small;
            var low = small - (high - large);
            if (low != 0) partials[kept++] = low;
            term = high;
        }

        partials[kept] = term;
        count = kept + 1;
        return true;
    }

    /// <summary>The sum, rounded to the nearest double, ties to even.</summary>
    public readonly double Rounded()
    {
        if (count == 0) return 0;
        var (left, high, low) = (count - 1, partials[count - 1], 0.0);
        while (left > 0 && low == 0)
        {
            var large = high;
            var small = partials[--left];
            high = large + small;
            low = small - (high - large);
        }

        // Halfway between two doubles, what is left below decides.
        if (left > 0 && ((low < 0 && partials[left - 1] < 0) || (low > 0 && partials[left - 1] > 0)))
        {
            var twice = low * 2;
            var next = high + twice;
            if (next - high == twice) high = next;
        }

        return high == 0 ? 0 : high;
    }
}
