using Symetrie.Analytics.Surveys;

namespace Symetrie.Api.Imports.Proposals;

/// <summary>Which dimension each item belongs to: by closeness of its wording to the mirror, then by what its answers go with, then by the battery it is part of.</summary>
internal static class Dimensions
{
    private const double Near = 0.42;
    private const double Margin = 0.06;
    private const double Together = 0.5;
    private const int MostPairs = 2_000;

    /// <summary>Places the items of a questionnaire.</summary>
    public static void Place(IReadOnlyList<ProposedItem> items, Mirror mirror, Voice? voice)
    {
        var closeness = new WordingCloseness(mirror, voice);
        foreach (var item in items)
        {
            var near = closeness.Of(item.Wording);
            if (near.Count > 0 && near[0].Score >= Near && (near.Count == 1 || near[0].Score - near[1].Score >= Margin)) item.Place(near[0].Dimension, near[0].Score, near[0].Reason);
        }

        PlaceByAnswers(items);
        PlaceByBattery(items);
    }

    /// <summary>Places published figures: each is its own dimension, unless its name is one of the mirror's that no other figure is nearer to.</summary>
    public static void PlaceFigures(IReadOnlyList<ProposedItem> items, Mirror mirror, Voice? voice)
    {
        var closeness = new WordingCloseness(mirror, voice);
        var near = items.Select(i => (Item: i, Near: closeness.Of(i.Wording))).Where(n => n.Near.Count > 0).Select(n => (n.Item, Best: n.Near[0])).Where(n => n.Best.Score >= 0.6).GroupBy(n => n.Best.Dimension.Key, StringComparer.Ordinal).Select(g => g.MaxBy(n => n.Best.Score)).ToDictionary(n => n.Item, n => n.Best);
        foreach (var item in items)
        {
            if (near.TryGetValue(item, out var best)) item.Place(best.Dimension, best.Score, best.Reason);
            else item.Place(mirror.Find(item.Key) is null ? item.Key : item.Key + "_figure", item.Wording.Length is > 0 and <= 200 ? item.Wording : item.Column, 0.8, "a published figure is a dimension of its own");
        }
    }

    private static void PlaceByAnswers(IReadOnlyList<ProposedItem> items)
    {
        var placed = items.Where(i => i.Dimension is not null && i.Answers.Length > 0).GroupBy(i => i.Dimension!, StringComparer.Ordinal).Select(g => (Dimension: g.Key, Means: RestScores.Means([.. g]))).ToArray();
        foreach (var item in items.Where(i => i.Dimension is null))
        {
            var with = placed.Select(p => (p.Dimension, R: Math.Abs(Keying.Correlation(Some(item.Answers), Some(p.Means)) ?? 0))).OrderByDescending(w => w.R).ToArray();
            if (with.Length > 0 && with[0].R >= Together && (with.Length == 1 || with[0].R - with[1].R >= 0.1))
                item.Place(with[0].Dimension, null, 0.6 * with[0].R, FormattableString.Invariant($"its answers go with those of this dimension (correlation {with[0].R:0.00})"));
        }
    }

    // Enough to see what goes together.
    private static double[] Some(double[] answers) => answers.Length <= MostPairs ? answers : answers[..MostPairs];

    private static void PlaceByBattery(IReadOnlyList<ProposedItem> items)
    {
        foreach (var battery in items.Where(i => i.Dimension is null && i.Stem.Length > 0).GroupBy(i => i.Stem, StringComparer.Ordinal).Where(b => b.Count() > 1))
        {
            var name = battery.Key[(battery.Key.LastIndexOfAny(['/', '.']) + 1)..].Trim(' ', '_', '-', ':', '|');
            if (name.Length is < 3 or > 80 || WordingCloseness.Words(name).Length == 0) continue;
            foreach (var item in battery) item.Place(Slugs.Of(name), name, 0.35, $"it is one of a battery of {battery.Count()}; the mirror has no such dimension");
        }
    }
}

/// <summary>Texts as keys of a codebook.</summary>
internal static class Slugs
{
    /// <summary>A key: a letter, then letters, digits and underscores, at most 60 of them.</summary>
    public static string Of(string text)
    {
        var slug = new string([.. HeaderWords.Key(text).Where(c => char.IsAsciiLetterOrDigit(c) || c == ' ')]).Trim().Replace(' ', '_');
        if (slug.Length > 60) slug = slug[..60].TrimEnd('_');
        return slug.Length == 0 || !char.IsAsciiLetter(slug[0]) ? "q" + slug : slug;
    }

    /// <summary>Gives every item a key of its own.</summary>
    public static void Give(IReadOnlyList<ProposedItem> items)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in items) item.Key = Free(item.Column, taken);
    }

    /// <summary>A key that is not taken yet; it is then.</summary>
    public static string Free(string text, HashSet<string> taken)
    {
        var slug = Of(text);
        var key = slug;
        for (var i = 2; !taken.Add(key); i++) key = $"{slug}_{i}";
        return key;
    }
}
