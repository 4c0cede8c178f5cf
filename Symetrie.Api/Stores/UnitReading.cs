using System.Text;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Stores.Engines;

namespace Symetrie.Api.Stores;

/// <summary>Gathers what all imports said of each unit: once, though cumulative exports say it every week. The database would sort the rows of all imports to find this out.</summary>
internal sealed class UnitReading
{
    private readonly Dictionary<long, UnitSaid> units = [];
    private readonly Texts attributes = new();
    private readonly Texts values = new();
    private UnitSaid? last;
    private long lastNumber = -1;

    /// <summary>A unit, before its facts are read; one that is known already stays as it is.</summary>
    public void Add(Unit unit) => units.TryAdd(unit.Number, new UnitSaid(unit));

    /// <summary>Reads facts.</summary>
    /// <param name="rows">Unit, attribute, day and value: in any order, though mostly unit by unit as they were written.</param>
    public void Read(IRowReader rows)
    {
        while (rows.Next())
            Say(rows.Integer(0), new UnitFact(attributes.Of(rows.Utf8(1)), DateOnly.FromDayNumber((int)rows.Integer(2)), values.Of(rows.Utf8(3))));
    }

    /// <summary>Reads packs of facts.</summary>
    /// <param name="rows">Unit and pack.</param>
    public void ReadPacks(IRowReader rows)
    {
        while (rows.Next())
            for (var facts = FactPack.Read(rows.Bytes(1)); facts.Next();)
                Say(rows.Integer(0), new UnitFact(attributes.Of(facts.Attribute), DateOnly.FromDayNumber(facts.Day), values.Of(facts.Value)));
    }

    /// <summary>Something was said of a unit.</summary>
    public void Say(long unit, UnitFact fact)
    {
        if (last is null || unit != lastNumber) (last, lastNumber) = (units[unit].Again(), unit);
        last.Add(fact);
    }

    /// <summary>The units of which something was said in the order of their numbers, with their facts by attribute, day and value.</summary>
    public IReadOnlyList<Unit> Units() => [.. units.Values.Where(u => u.HasFacts).OrderBy(u => u.Unit.Number).Select(u => u.Unit with { Facts = u.Facts() })];

    // A team says the same of itself month after month: one text for all of them, and mostly the one before.
    private sealed class Texts
    {
        private readonly Dictionary<string, string> known = new(StringComparer.Ordinal);
        private byte[] bytes = [];
        private string text = "";

        public string Of(ReadOnlySpan<byte> utf8)
        {
            if (utf8.SequenceEqual(bytes)) return text;
            var read = Encoding.UTF8.GetString(utf8);
            if (!known.TryGetValue(read, out var shared)) known[read] = shared = read;
            (bytes, text) = (utf8.ToArray(), shared);
            return text;
        }
    }

    private sealed class UnitSaid(Unit unit)
    {
        private readonly List<UnitFact> facts = [];
        private bool isSorted = true;
        private int next;

        public Unit Unit => unit;

        public bool HasFacts => facts.Count > 0;

        // Another import speaks of it: most likely it says what the first one said.
        public UnitSaid Again()
        {
            next = 0;
            return this;
        }

        public void Add(UnitFact fact)
        {
            if (next < facts.Count && facts[next] == fact)
            {
                next++;
                return;
            }

            isSorted &= facts.Count == 0 || SaidOfUnits.Compare(facts[^1], fact) < 0;
            facts.Add(fact);
            next = facts.Count;
        }

        public IReadOnlyList<UnitFact> Facts()
        {
            if (isSorted) return facts;
            facts.Sort(SaidOfUnits.Compare);
            return [.. facts.Where((fact, i) => i == 0 || fact != facts[i - 1])];
        }
    }
}
