namespace Symetrie.Analytics.Measures;

/// <summary>Against what a series is judged.</summary>
public enum SeriesMethod
{
    /// <summary>Against the teams of its depth in the tree (10 or more): what moves all of them together is taken out, and how strongly a series wanders is estimated from all of them.</summary>
    RelativeToPeers,

    /// <summary>Against its own past alone, with an assumed autocorrelation of 0.7: fewer than 10 teams of its depth have a series.</summary>
    OwnHistory,
}

/// <summary>Where a series is heading.</summary>
public enum Heading
{
    /// <summary>Upwards.</summary>
    Rising,

    /// <summary>Downwards.</summary>
    Falling,

    /// <summary>Not shown to move.</summary>
    Undetermined,
}
