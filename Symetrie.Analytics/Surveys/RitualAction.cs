namespace Symetrie.Analytics.Surveys;

/// <summary>How the teams of a ritual came to be those.</summary>
public enum Assignment
{
    /// <summary>Somebody chose them, or they chose themselves.</summary>
    Chosen,

    /// <summary>They were drawn by lot.</summary>
    Random,
}

/// <summary>That a team holds a ritual from one day to another.</summary>
/// <param name="Team">The team's or node's key or name, as written; a node's ritual is one of all teams below it.</param>
/// <param name="Ritual">The ritual's key.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The day after the last; the end of time where it is held still.</param>
/// <param name="Assignment">How the team came to hold it.</param>
/// <param name="Noted">The day on which this was noted.</param>
public sealed record RitualAction(string Team, string Ritual, DateOnly From, DateOnly To, Assignment Assignment, DateOnly Noted);

/// <summary>How often a team held a ritual in a period.</summary>
/// <param name="Team">The team's or node's key or name, as written.</param>
/// <param name="Ritual">The ritual's key.</param>
/// <param name="Day">The first day of the period.</param>
/// <param name="Held">How often it was held; at most as often as planned.</param>
/// <param name="Planned">How often it was planned.</param>
/// <param name="Noted">The day on which this was noted.</param>
public sealed record PracticeCount(string Team, string Ritual, DateOnly Day, long Held, long Planned, DateOnly Noted);
