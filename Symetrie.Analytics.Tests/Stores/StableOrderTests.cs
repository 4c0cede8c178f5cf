using NUnit.Framework;
using Shouldly;
using Symetrie.Api.Stores;

namespace Symetrie.Analytics.Tests.Stores;

/// <summary>Sorting by bytes is sorting, and leaves places of one key as they stood.</summary>
internal sealed class StableOrderTests
{
    [Test]
    public void Keys_ascend_and_places_of_one_key_stay_as_they_stood([Values(0, 1, 2, 3, 300, 5000)] int count, [Values(1UL, 7UL, 0xFFUL, 0xFF00FFUL, 0xFFFFFFFF00000000UL, ulong.MaxValue)] ulong mask)
    {
        var random = new Random(count);
        var order = new StableOrder();
        // Filled a second time, with fewer: what is left of the first must not be seen.
        foreach (var n in (int[])[count, count / 2])
        {
            var keys = Enumerable.Range(0, n).Select(_ => (ulong)random.NextInt64(long.MinValue, long.MaxValue) & mask).ToArray();
            order.Begin(n);
            keys.CopyTo(order.Keys, 0);
            order.Sort(n);
            var expected = keys.Select((key, place) => (key, place)).OrderBy(k => k.key).ToArray();
            order.Keys.Take(n).Zip(order.Places.Take(n)).ShouldBe(expected);
        }
    }
}
