namespace Symetrie.Analytics.Surveys;

/// <summary>A line of the crosswalk: to which team a unit belongs from one day to another.</summary>
/// <param name="Voice">The voice whose exports write it so; null for both.</param>
/// <param name="Text">The unit's key or name as exports write it; compared after normalisation.</param>
/// <param name="Teams">The team's key; several where the unit serves several, and then it belongs to their nearest common node.</param>
/// <param name="From">The first day on which it holds; the beginning of time where it has always held.</param>
/// <param name="To">The day after the last; the end of time where it still holds.</param>
public sealed record CrosswalkRow(Voice? Voice, string Text, IReadOnlyList<string> Teams, DateOnly From, DateOnly To)
{
    /// <summary>What parts the keys of several teams where they are written in one cell.</summary>
    public const char Between = '|';

    /// <summary>The text in the form in which it is compared.</summary>
    public string Key { get; } = TextKey.Of(Text);

    /// <summary>The teams as one text.</summary>
    public string Team => string.Join(Between, Teams);

    /// <summary>The row in words, for messages: two rows that are not the same never read the same.</summary>
    public string Told
    {
        get
        {
            var days = (From == DateOnly.MinValue, To == DateOnly.MaxValue) switch
            {
                (true, true) => "always",
                (true, false) => $"until {Day(To)}",
                (false, true) => $"from {Day(From)}",
                _ => $"from {Day(From)} until {Day(To)}",
            };
            return $"{Voice?.Text() ?? "both voices"}, '{Text}' → '{Team}', {days}";
        }
    }

    /// <summary>Whether a day of a voice falls under both rows' text, voice and days.</summary>
    public bool Overlaps(CrosswalkRow other) =>
        Key == other.Key && (Voice is null || other.Voice is null || Voice == other.Voice) && From < other.To && other.From < To;

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd");
}

/// <summary>The team of a unit from one day to another.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The day after the last.</param>
/// <param name="Team">The team's key.</param>
public readonly record struct TeamSpan(DateOnly From, DateOnly To, string Team);
