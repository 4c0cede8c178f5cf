using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Disclosure;

namespace Symetrie.Analytics.Tests.Disclosure;

/// <summary>A number for each of many contributions.</summary>
internal sealed class MemberIndexTests
{
    [Test]
    public void It_knows_what_a_dictionary_knows([Values(0, 3, 5_000)] int likely)
    {
        var (random, index, known) = (new Random(likely), new MemberIndex(likely), new Dictionary<(long, long), int>());
        for (var i = 0; i < 5_000; i++)
        {
            // Few numbers and scores, the least and the most among them, so that many come again.
            var member = new Member(Number(random), Number(random), random.Next(3) == 0, Lone: false);
            index.Of(member).ShouldBe(known.GetValueOrDefault(member.Key, -1));
            if (random.Next(2) == 0) continue;
            index.Set(member, i);
            known[member.Key] = i;
        }

        foreach (var (key, value) in known) index.Of(new Member(key.Item1, key.Item2, Repeated: false, Lone: false)).ShouldBe(value);
    }

    private static long Number(Random random) => random.Next(4) switch { 0 => random.Next(5), 1 => long.MaxValue - random.Next(5), 2 => long.MinValue + random.Next(5), _ => random.NextInt64(40) << 40 };
}
