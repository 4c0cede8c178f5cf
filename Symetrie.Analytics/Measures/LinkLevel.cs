namespace Symetrie.Analytics.Measures;

/// <summary>What a correlation of team-periods compares.</summary>
public enum LinkLevel
{
    /// <summary>Teams with one another, in one period (or pair of periods).</summary>
    Between,

    /// <summary>All team-periods up to a period, each as its distance from the average of its period.</summary>
    Pooled,

    /// <summary>Each team with itself: its periods, after what is stable in a team and what moved all teams at once are taken out.</summary>
    Within,
}

/// <summary>How the interval and the p of a correlation were made.</summary>
public enum LinkMethod
{
    /// <summary>Fisher's interval and Student's t over teams.</summary>
    Fisher,

    /// <summary>Interval and t by leaving out one team at a time.</summary>
    Jackknife,

    /// <summary>Interval by leaving out one team at a time; p by giving each team the series of another (of its own type).</summary>
    Repairing,
}
