namespace Symetrie.Analytics.Disclosure;

/// <summary>A digest of all that is shown of one voice in one period; never of anything that is withheld.</summary>
/// <param name="Figures">Without the days from which cells stand.</param>
/// <param name="Dated">With them.</param>
internal readonly record struct RoomDigest(string Figures, string Dated)
{
    /// <summary>Digests the columns of a room, in one pass: there are a hundred thousand cells and more.</summary>
    public static RoomDigest Of(ReleasedRoom room)
    {
        using var lines = new DatedLines();
        foreach (var (team, answered) in room.Columns[^1].Participation.Index())
            if (answered is not null) lines.Add("answered\t", team, answered.Digest, answered.AsOf);
        if (room.Columns[^2].Pool.Value.Figures is { } pool) lines.Add("pool\t", null, pool.Digest, pool.AsOf);
        foreach (var column in room.Columns[..^2])
            if (column.IsSeen) Add(lines, column);
        var (figures, dated) = lines.Digests();
        return new RoomDigest(figures, dated);
    }

    private static void Add(DatedLines lines, ReleasedColumn column)
    {
        // The pooled variance tells of cells whose own spread is not seen.
        lines.Add(FormattableString.Invariant($"column\t{column.Name.Dimension}\t{column.Pooled}"));
        foreach (var (team, cell) in column.Cells.Index())
            if (cell is not null) lines.Add("cell\t", team, cell.Digest, cell.AsOf);
        foreach (var (i, cells) in column.Items.Value.Index())
        {
            var head = FormattableString.Invariant($"item\t{i}\t");
            foreach (var (team, cell) in cells.Index())
                if (cell is not null) lines.Add(head, team, cell.Digest, cell.AsOf);
        }

        foreach (var group in column.Groups) lines.Add($"group\t{group.Key}\t", null, group.Cell.Digest, group.Cell.AsOf);
    }
}

/// <summary>How a voice and period was left: by which it is known again (<see cref="RoomMark"/>), and the digest of what it shows.</summary>
/// <param name="Mark">The mark.</param>
/// <param name="Digest">The digest.</param>
internal readonly record struct SettledRoom(string Mark, RoomDigest Digest)
{
    /// <summary>Reads what <see cref="ToString"/> wrote; null where it is something else.</summary>
    public static SettledRoom? Read(string text) => text.Split('.') is [var mark, var figures, var dated] ? new SettledRoom(mark, new RoomDigest(figures, dated)) : null;

    public override string ToString() => $"{Mark}.{Digest.Figures}.{Digest.Dated}";
}
