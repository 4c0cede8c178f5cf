namespace Symetrie.Analytics.Surveys;

/// <summary>Cuts a unit's time into spans, each with one team: what the crosswalk settles, and between it what keys and names say.</summary>
internal static class UnitSpans
{
    /// <summary>The spans that the crosswalk settles, in order; neighbours of one team are one span.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="crosswalk">The crosswalk.</param>
    /// <param name="teamOf">The team that a row means.</param>
    public static List<TeamSpan> Settled(Unit unit, Crosswalk crosswalk, Func<CrosswalkRow, string> teamOf)
    {
        var (ofKey, ofName) = crosswalk.Of(unit);
        var spans = new List<TeamSpan>();
        if (ofKey.Length + ofName.Length == 0) return spans;
        DateOnly[] cuts = [.. ofKey.Concat(ofName).SelectMany(r => new[] { r.From, r.To }).Distinct().Order()];
        for (var i = 0; i + 1 < cuts.Length; i++)
            if (TeamOn(cuts[i], ofKey, ofName, teamOf) is { } team) Append(spans, new TeamSpan(cuts[i], cuts[i + 1], team));
        return spans;
    }

    /// <summary>Whether all that exports ever said of a unit falls into months that are settled whole.</summary>
    public static bool Cover(IReadOnlyList<TeamSpan> settled, Unit unit) => settled.Count > 0 && unit.Facts.All(f => Covers(settled, f.Day));

    /// <summary>The whole of time: settled spans, and the team that keys and names give in between.</summary>
    public static IReadOnlyList<TeamSpan> Filled(List<TeamSpan> settled, string? otherwise)
    {
        if (otherwise is null) return settled;
        var (spans, from) = (new List<TeamSpan>(), DateOnly.MinValue);
        foreach (var span in settled)
        {
            if (span.From > from) Append(spans, new TeamSpan(from, span.From, otherwise));
            Append(spans, span);
            from = span.To;
        }

        if (from < DateOnly.MaxValue) Append(spans, new TeamSpan(from, DateOnly.MaxValue, otherwise));
        return spans;
    }

    // The key is more than a name; names that mean several teams on one day mean none.
    private static string? TeamOn(DateOnly day, CrosswalkRow[] ofKey, CrosswalkRow[] ofName, Func<CrosswalkRow, string> teamOf)
    {
        if (Array.Find(ofKey, r => r.From <= day && day < r.To) is { } row) return teamOf(row);
        var said = ofName.Where(r => r.From <= day && day < r.To).Select(teamOf).Distinct(StringComparer.Ordinal).ToArray();
        return said.Length == 1 ? said[0] : null;
    }

    private static bool Covers(IReadOnlyList<TeamSpan> settled, DateOnly month)
    {
        var (from, to) = (month, month.AddMonths(1));
        foreach (var span in settled)
            if (span.From <= from && span.To > from) from = span.To;
        return from >= to;
    }

    private static void Append(List<TeamSpan> spans, TeamSpan span)
    {
        if (spans.Count > 0 && spans[^1].To == span.From && spans[^1].Team == span.Team) spans[^1] = spans[^1] with { To = span.To };
        else spans.Add(span);
    }
}
