namespace Symetrie.Api.Plots;

/// <summary>A published row as a picture sees it: all it has, and nothing else.</summary>
internal sealed class PlotRow(IReadOnlyDictionary<string, object> cells)
{
    /// <summary>Whether the row has its figures.</summary>
    public bool IsShown => Text("status") == "ok";

    /// <summary>A text column; empty where the cell is null.</summary>
    public string Text(string column) => cells.TryGetValue(column, out var cell) ? (string)cell : "";

    /// <summary>A figure; null where the cell is.</summary>
    public double? Real(string column) => cells.TryGetValue(column, out var cell) ? (double)cell : null;

    /// <summary>A count or a truth; null where the cell is.</summary>
    public long? Count(string column) => cells.TryGetValue(column, out var cell) ? (long)cell : null;

    /// <summary>A figure that the row has to have.</summary>
    /// <exception cref="KeyNotFoundException">It is null.</exception>
    public double Known(string column) => (double)cells[column];
}

/// <summary>A team or node as a picture names it.</summary>
/// <param name="Key">The key.</param>
/// <param name="Name">The name.</param>
internal sealed record PlotTeam(string Key, string Name);

/// <summary>A dimension as a picture names it.</summary>
/// <param name="Key">The key.</param>
/// <param name="Name">The name in the picture's language.</param>
internal sealed record PlotDimension(string Key, string Name);

/// <summary>The teams a picture shows.</summary>
/// <param name="Teams">Those shown, in the order of the tree.</param>
/// <param name="Leaves">How many teams without children the branch has.</param>
/// <param name="AreLeaves">Whether those shown are these; else they are nodes above them, the lowest level that has room.</param>
/// <param name="Cut">How many more there are on their level.</param>
/// <param name="Branch">The branch; null for the whole tree.</param>
internal sealed record PlotTeams(IReadOnlyList<PlotTeam> Teams, int Leaves, bool AreLeaves, int Cut, PlotTeam? Branch);
