using System.Runtime.InteropServices;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Imports;

/// <summary>Rows of an export, identified: what is written at once. Known rows of a batch are written before the others.</summary>
internal sealed class IntakeBatch
{
    private readonly Dictionary<RowGroup, int> places = [];

    /// <summary>How many rows were read.</summary>
    public int Rows { get; set; }

    /// <summary>How many of them had nothing to take.</summary>
    public int Blank { get; set; }

    /// <summary>How many of them were of erased respondents.</summary>
    public int Erased { get; set; }

    /// <summary>The responses.</summary>
    public ResponseBatch Responses { get; } = new();

    /// <summary>The responses' rows, as they were added.</summary>
    public Blocks<MarkedRow> Marked { get; } = new();

    /// <summary>Rows that came before.</summary>
    public List<SeenRow> Seen { get; } = [];

    /// <summary>What the rows say of their teams, by its place.</summary>
    public List<RowGroup> Groups { get; } = [];

    /// <summary>Another one each time a batch is filled.</summary>
    public int Turn { get; set; }

    /// <summary>Rows that were not taken.</summary>
    public List<Rejection> Rejections { get; } = [];

    /// <summary>What rows say of their teams, each thing once.</summary>
    public HashSet<(string Unit, string Attribute, DateOnly Month, string Value)> Facts { get; } = [];

    /// <summary>The place of what a row says of its team.</summary>
    public int PlaceOf(RowGroup group)
    {
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(places, group, out var isKnown);
        if (isKnown) return place;
        Groups.Add(group);
        return place = Groups.Count - 1;
    }

    /// <summary>Takes the known rows of another, which goes on being filled.</summary>
    public void TakeSeen(IntakeBatch other)
    {
        Seen.AddRange(other.Seen);
        Rows = other.Seen.Count;
        other.Rows -= other.Seen.Count;
        other.Seen.Clear();
    }

    /// <summary>Empties it, to be filled again.</summary>
    public void Clear()
    {
        Marked.Clear();
        Seen.Clear();
        Groups.Clear();
        places.Clear();
        (Rows, Blank, Erased) = (0, 0, 0);
        Responses.Clear();
        Rejections.Clear();
        Facts.Clear();
    }
}
