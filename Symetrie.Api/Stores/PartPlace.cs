using Symetrie.Analytics;

namespace Symetrie.Api.Stores;

/// <summary>Where a part stands in a snapshot: by its period, and where the rows of a period are shared among several parts by its share.</summary>
/// <remarks>The rows of a measure that are not shared stand at their period's place, and so do all of a snapshot of before rows were shared.</remarks>
internal static class PartPlace
{
    private const int Bits = 20;

    /// <summary>The position of a block's part.</summary>
    public static long Of(MeasureRows block) => block.Measure.Shares.Count == 1 ? block.Period : ((block.Period + 1L) << Bits) | (long)block.Share;

    /// <summary>The place of the period of which a part at a position speaks.</summary>
    public static long PeriodOf(long position) => position < 1L << Bits ? position : (position >> Bits) - 1;
}
