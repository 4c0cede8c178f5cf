using System.Runtime.InteropServices;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Imports;

/// <summary>A team as the file writes it, and what the rows said of it last, month by month.</summary>
/// <param name="key">Its normalised key.</param>
internal sealed class IntakeUnit(string key)
{
    private readonly Dictionary<int, (string? Name, IReadOnlyList<string?>? Attributes, int Turn, int Place)> said = [];

    /// <summary>Its normalised key.</summary>
    public string Key => key;

    /// <summary>Notes what a row says, where the one before it did not.</summary>
    /// <param name="batch">The batch that the row belongs to.</param>
    /// <param name="response">What was read of it.</param>
    /// <param name="attributes">The names of the attributes.</param>
    /// <returns>The place among what is said in the batch.</returns>
    public int Say(IntakeBatch batch, Response response, string[] attributes)
    {
        var month = response.Day.AddDays(1 - response.Day.Day);
        ref var last = ref CollectionsMarshal.GetValueRefOrAddDefault(said, month.DayNumber, out _);
        var isSame = last.Attributes is not null && RowGroup.IsSame(last.Name, last.Attributes, response.TeamName, response.Attributes);
        if (isSame && last.Turn == batch.Turn) return last.Place;
        var group = new RowGroup(response.Team, response.TeamName, response.Attributes, month);
        if (!isSame) foreach (var (attribute, value) in FactsOf(group, attributes)) batch.Facts.Add((key, attribute, month, value));
        last = (group.Name, group.Attributes, batch.Turn, batch.PlaceOf(group));
        return last.Place;
    }

    /// <summary>What is said of a team, fact by fact.</summary>
    public static IEnumerable<(string Attribute, string Value)> FactsOf(RowGroup group, string[] attributes)
    {
        yield return (UnitFact.Spelling, group.Team);
        if (!string.IsNullOrEmpty(group.Name)) yield return (UnitFact.Name, group.Name);
        for (var i = 0; i < group.Attributes.Count; i++)
            if (group.Attributes[i] is { Length: > 0 } value) yield return (attributes[i], value);
    }
}
