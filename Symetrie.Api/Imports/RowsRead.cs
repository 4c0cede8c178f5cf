using Symetrie.Analytics.Surveys;
using Symetrie.Api.Exports;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Imports;

/// <summary>Some rows of an export as they were read, on their way to whoever identifies them.</summary>
internal sealed class RowsRead
{
    /// <summary>The most rows.</summary>
    public const int Most = 2048;

    /// <summary>How many rows were read.</summary>
    public int Rows { get; private set; }

    /// <summary>How many of them had nothing to take.</summary>
    public int Blank { get; private set; }

    /// <summary>The responses, and how their rows are told from others.</summary>
    public List<(Response Response, MarkedRow Row)> Responses { get; } = new(Most);

    /// <summary>Rows that came before.</summary>
    public List<SeenRow> Seen { get; } = [];

    /// <summary>Rows that were not taken.</summary>
    public List<Rejection> Rejections { get; } = [];

    /// <summary>Adds a row.</summary>
    /// <param name="row">What was read of it.</param>
    /// <param name="asked">How it is told from others.</param>
    /// <param name="seen">Which one it is, where it came before.</param>
    public void Add(in ExportRow row, MarkedRow asked, SeenRow seen)
    {
        Rows++;
        if (row.Response is { } response) Responses.Add((response, asked));
        else if (row.IsKnown) Seen.Add(seen);
        else if (row.Rejection is { } rejection) Rejections.Add(rejection);
        else Blank++;
    }

    /// <summary>Empties it, to be filled again.</summary>
    public void Clear()
    {
        (Rows, Blank) = (0, 0);
        Responses.Clear();
        Seen.Clear();
        Rejections.Clear();
    }
}
