namespace Symetrie.Api.Recompute;

/// <summary>When a run is due each night: at a time of day in a time zone, once for every date of its calendar. No clock: instants come from outside.</summary>
/// <param name="At">The time of day. Where clocks skip it, the first minute that there is after it; where it comes twice, the first.</param>
/// <param name="Zone">The time zone.</param>
public sealed record Nightly(TimeOnly At, TimeZoneInfo Zone)
{
    /// <summary>The name of the schedule in the ledger.</summary>
    public const string Schedule = "nightly";

    /// <summary>The instant at which the run of a date is due.</summary>
    public DateTimeOffset DueAt(DateOnly date)
    {
        var local = date.ToDateTime(At, DateTimeKind.Unspecified);
        while (true)
        {
            if (InstantOf(local) is { } instant) return instant;
            local = local.AddMinutes(1);
        }
    }

    /// <summary>The newest date whose run is due by now.</summary>
    public DateOnly LatestDue(DateTimeOffset now)
    {
        var date = LocalDate(now).AddDays(1);
        while (!Exists(date) || DueAt(date) > now) date = date.AddDays(-1);
        return date;
    }

    /// <summary>When the next run is due.</summary>
    public DateTimeOffset NextDue(DateTimeOffset now)
    {
        var date = LatestDue(now).AddDays(1);
        while (!Exists(date)) date = date.AddDays(1);
        return DueAt(date);
    }

    private DateOnly LocalDate(DateTimeOffset now) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, Zone).DateTime);

    // An island that moves across the date line skips a whole date.
    private bool Exists(DateOnly date)
    {
        var first = date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified);
        return InstantOf(first) is not null || InstantOf(first.AddHours(12)) is not null || InstantOf(first.AddMinutes((24 * 60) - 1)) is not null;
    }

    // The first instant at which the clock on the wall shows this; null where it never does. Asked of instants, not of local times: what TimeZoneInfo
    // says of those is wrong where the winter is the exception (Dublin), and where a country keeps its summer for good (Asunción 2024).
    private DateTimeOffset? InstantOf(DateTime local)
    {
        var naive = new DateTimeOffset(local, TimeSpan.Zero);
        var (before, after) = (Zone.GetUtcOffset(naive.AddDays(-1)), Zone.GetUtcOffset(naive.AddDays(1)));
        // Of two offsets the larger gives the earlier instant.
        var (larger, smaller) = before > after ? (before, after) : (after, before);
        return Zone.GetUtcOffset(naive - larger) == larger ? naive - larger : Zone.GetUtcOffset(naive - smaller) == smaller ? naive - smaller : null;
    }
}
