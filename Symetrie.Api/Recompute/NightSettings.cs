namespace Symetrie.Api.Recompute;

/// <summary>What the program does by itself. Validated when made.</summary>
public sealed record NightSettings
{
    private readonly int keptSnapshots = 30;
    private readonly int? keptMonths;

    /// <summary>Nothing by itself: runs are asked for.</summary>
    public static NightSettings Off { get; } = new() { Enabled = false };

    /// <summary>Whether the nightly run is due here; else a command or another process sees to it.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>At what time of day.</summary>
    public TimeOnly At { get; init; } = new(3, 30);

    /// <summary>In which time zone; null for the store's.</summary>
    public TimeZoneInfo? Zone { get; init; }

    /// <summary>How many of the newest snapshots are kept; 0 for all.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 0.</exception>
    public int KeptSnapshots
    {
        get => keptSnapshots;
        init => keptSnapshots = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "the number of snapshots to keep is 0 (all) or more");
    }

    /// <summary>Of how many months before those the last snapshot is kept; null for every month.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 0.</exception>
    public int? KeptMonths
    {
        get => keptMonths;
        init => keptMonths = value is null or >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "the number of months of which a snapshot is kept is 0 or more");
    }
}
