using System.Buffers;
using System.Data.Common;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Api.Stores;

/// <summary>What the rows of an import say of their units; the same thing said twice in a month counts once.</summary>
internal sealed class SaidOfUnits
{
    private readonly HashSet<(long Unit, UnitFact Fact)> facts = [];
    private (long Unit, UnitFact Fact)[] sorted = [];

    /// <summary>Notes a fact.</summary>
    public void Add(long unit, string attribute, DateOnly day, string value) => facts.Add((unit, new UnitFact(attribute, day.AddDays(1 - day.Day), value)));

    /// <summary>Tells all to whoever gathers it.</summary>
    public void Tell(UnitReading reading)
    {
        foreach (var (unit, fact) in Sorted()) reading.Say(unit, fact);
    }

    /// <summary>Writes all in the order of the table, so that each page is touched once.</summary>
    public void Write(Store store, DbConnection connection, long import)
    {
        using var rows = store.Engine.Insert(connection, "unit_said", ["import", "unit", "content"]);
        var (all, pack) = (Sorted(), new ArrayBufferWriter<byte>());
        for (int from = 0, to; from < all.Length; from = to)
        {
            for (to = from + 1; to < all.Length && all[to].Unit == all[from].Unit;) to++;
            pack.ResetWrittenCount();
            FactPack.Write(pack, all.AsSpan(from..to));
            rows.Add(import);
            rows.Add(all[from].Unit);
            rows.Add(pack.WrittenSpan);
            rows.EndRow();
        }
    }

    /// <summary>By attribute, day and value, texts in ordinal order.</summary>
    public static int Compare(UnitFact one, UnitFact other)
    {
        var attributes = string.CompareOrdinal(one.Attribute, other.Attribute);
        if (attributes != 0) return attributes;
        return one.Day != other.Day ? one.Day.CompareTo(other.Day) : string.CompareOrdinal(one.Value, other.Value);
    }

    private (long Unit, UnitFact Fact)[] Sorted()
    {
        if (sorted.Length == facts.Count) return sorted;
        sorted = [.. facts];
        Array.Sort(sorted, (one, other) => one.Unit != other.Unit ? one.Unit.CompareTo(other.Unit) : Compare(one.Fact, other.Fact));
        return sorted;
    }
}
