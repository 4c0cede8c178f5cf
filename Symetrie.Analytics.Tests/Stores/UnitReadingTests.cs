using System.Text;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Stores;
using Symetrie.Api.Stores.Engines;

namespace Symetrie.Analytics.Tests.Stores;

/// <summary>What imports said of units is the same in whatever order the table gives it, and each thing once.</summary>
internal sealed class UnitReadingTests
{
    [Test]
    public void Facts_are_told_once_and_in_order_however_they_come([Range(1, 12)] int seed)
    {
        var random = new Random(seed);
        var said = Enumerable.Range(0, 400).Select(_ => (Unit: (long)random.Next(5), Attribute: Pick(random, "$key", "$name", "région", "Zone"), Day: 738_000L + random.Next(6), Value: Pick(random, "", "a", "b", "é", "a"))).ToList();
        // An import says again what one before it said, in the order of the table; another comes in any order.
        var rows = said.Order().Concat(said.Order()).Concat(said.OrderBy(_ => random.Next())).ToArray();
        var reading = new UnitReading();
        for (var number = 6; number >= 0; number--) reading.Add(new Unit(number, Voice.Customer, $"u{number}", []));
        reading.Read(new Rows(rows));
        var expected = said.Distinct().GroupBy(f => f.Unit).OrderBy(g => g.Key).ToArray();
        var units = reading.Units();
        units.Select(u => u.Number).ShouldBe(expected.Select(g => g.Key));
        foreach (var (unit, facts) in units.Zip(expected))
        {
            unit.Facts.ShouldBe(facts.OrderBy(f => f.Attribute, StringComparer.Ordinal).ThenBy(f => f.Day).ThenBy(f => f.Value, StringComparer.Ordinal)
                .Select(f => new UnitFact(f.Attribute, DateOnly.FromDayNumber((int)f.Day), f.Value)));
        }
    }

    private static string Pick(Random random, params string[] texts) => texts[random.Next(texts.Length)];

    private sealed class Rows((long Unit, string Attribute, long Day, string Value)[] rows) : IRowReader
    {
        private int at = -1;

        public bool Next() => ++at < rows.Length;

        public long Integer(int column) => column == 0 ? rows[at].Unit : rows[at].Day;

        public ReadOnlySpan<byte> Bytes(int column) => Encoding.UTF8.GetBytes(Text(column)!);

        public ReadOnlySpan<byte> Utf8(int column) => Bytes(column);

        public string? Text(int column) => column == 1 ? rows[at].Attribute : rows[at].Value;

        public double? Real(int column) => null;

        public bool IsNull(int column) => false;

        public void Dispose()
        {
        }
    }
}
