using System.Globalization;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Recompute;

/// <summary>Puts each night's run into the ledger, once for a date whoever looks, and knows when the next is due.</summary>
/// <param name="store">The store.</param>
/// <param name="settings">When, and whether at all.</param>
public sealed class NightWatch(Store store, NightSettings settings)
{
    private const string Since = "nightly-since";

    /// <summary>The schedule; null where it is not kept here.</summary>
    public Nightly? Plan => settings.Enabled ? new Nightly(settings.At, settings.Zone ?? store.TimeZone) : null;

    /// <summary>When the next run is due by schedule, or is tried again; null where neither is.</summary>
    public DateTimeOffset? NextDue()
    {
        var retry = store.Runs.NextRetry()?.RetryAt is { } at ? DateTimeOffset.Parse(at, CultureInfo.InvariantCulture) : (DateTimeOffset?)null;
        var due = Plan?.NextDue(store.Clock.GetUtcNow());
        return retry is null || due < retry ? due : retry;
    }

    /// <summary>Puts the run in that is due by now, where nobody has. Of dates that were missed the latest is caught up with; a store misses none from before it was first watched.</summary>
    /// <returns>The date; null where nothing was to be put in.</returns>
    public DateOnly? Claim()
    {
        if (Plan is not { } plan) return null;
        var now = store.Clock.GetUtcNow();
        var date = plan.LatestDue(now);
        if (store.Setting(Since) is not { } since)
        {
            store.Engine.Write(connection =>
            {
                if (store.Setting(connection, Since) is null) store.Put(connection, Since, Store.Text(now));
                return 0;
            });
            return null;
        }

        // A clock that was set back behind the first look has missed nothing either.
        if (plan.DueAt(date) < DateTimeOffset.Parse(since, CultureInfo.InvariantCulture)) return null;
        return store.Runs.ClaimDate(Nightly.Schedule, date) ? date : null;
    }
}
