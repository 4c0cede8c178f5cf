using System.Data.Common;

namespace Symetrie.Api.Stores;

/// <summary>What the rows of an import say of their units; the same thing said twice in a month counts once.</summary>
internal sealed class SaidOfUnits
{
    private readonly HashSet<(long Unit, string Attribute, int Day, string Value)> facts = [];

    /// <summary>Notes a fact.</summary>
    public void Add(long unit, string attribute, DateOnly day, string value) => facts.Add((unit, attribute, day.DayNumber - day.Day + 1, value));

    /// <summary>Writes all in the order of the table, so that each page is touched once.</summary>
    public void Write(Store store, DbConnection connection, long import)
    {
        var sorted = facts.ToArray();
        Array.Sort(sorted, Compare);
        using var rows = store.Engine.Insert(connection, "unit_fact", ["import", "unit", "attribute", "day", "value"]);
        foreach (var (unit, attribute, day, value) in sorted)
        {
            rows.Add(import);
            rows.Add(unit);
            rows.Add(attribute);
            rows.Add(day);
            rows.Add(value);
            rows.EndRow();
        }
    }

    private static int Compare((long Unit, string Attribute, int Day, string Value) one, (long Unit, string Attribute, int Day, string Value) other)
    {
        if (one.Unit != other.Unit) return one.Unit.CompareTo(other.Unit);
        var attributes = string.CompareOrdinal(one.Attribute, other.Attribute);
        if (attributes != 0) return attributes;
        return one.Day != other.Day ? one.Day.CompareTo(other.Day) : string.CompareOrdinal(one.Value, other.Value);
    }
}
