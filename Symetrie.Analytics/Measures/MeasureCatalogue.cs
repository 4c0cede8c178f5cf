namespace Symetrie.Analytics.Measures;

/// <summary>Every measure, in the order in which the product speaks of them.</summary>
public static class MeasureCatalogue
{
    /// <summary>The measures.</summary>
    public static IReadOnlyList<Measure> All { get; } =
    [
        new Measure<ScoreRow>("scores", "How does each voice of each team rate each dimension?", Share.ByVoice<ScoreRow>(ScoreRow.Rows), Reach.Own),
        new Measure<ItemRow>("items", "How does each voice of each team answer each single question?", Share.ByVoice<ItemRow>(ItemRow.Rows), Reach.Own),
        new Measure<GapRow>("gaps", "Where do employees and customers of a team agree, and where do they differ?", GapRow.Rows, Reach.Own),
        new Measure<SymmetryRow>("symmetry", "How far do the two voices agree over the teams, once sampling error is taken off?", SymmetryRow.Rows, Reach.Own) { TakesLong = true },
        new Measure<IndexRow>("index", "How good is a team for both voices together, and how evenly?", IndexRow.Rows, Reach.Own),
        new Measure<CorrelationRow>("correlations", "Which employee dimension moves with which customer dimension, across teams and within them?", CorrelationRow.Rows, Reach.Earlier) { TakesLong = true },
        new Measure<LeadRow>("leads", "Which voice moves first?", LeadRow.Rows, Reach.Earlier) { TakesLong = true },
        new Measure<DriverRow>("drivers", "Which employee dimensions account for the differences between teams in a customer dimension?", DriverRow.Rows, DriverRow.Reach) { TakesLong = true },
        new Measure<DriftRow>("drift", "What has changed since the previous period, since a year ago and since the first?", Share.BySeries<DriftRow>(DriftRow.Rows), DriftRow.Reach),
        new Measure<TrendRow>("trends", "Which series rise or fall over all their periods, and where did a level change?", Share.BySeries<TrendRow>(TrendRow.Rows), TrendRow.Reach),
        new Measure<SignalRow>("signals", "Which series have left the way they used to move, and since when?", Share.BySeries<SignalRow>(SignalRow.Rows), Reach.Earlier),
        new Measure<AlertRow>("alerts", "What are the few things to look at now, how large are they, and since when?", AlertRow.Rows, Reach.Earlier),
        new Measure<ForecastRow>("forecast", "What is the next period expected to bring, where a forecast is better than none?", Share.BySeries<ForecastRow>(ForecastRow.Rows), TrendRow.Reach),
        new Measure<ReliabilityRow>("reliability", "Is each dimension one thing, and may the answers of a team be put together?", ReliabilityRow.Rows, Reach.Of(ReliabilityRow.Periods)) { TakesLong = true },
        new Measure<CascadeRow>("cascade", "Is what leaders and managers receive passed on to employees and customers, and where does the chain break first?", CascadeRow.Rows, Reach.Earlier),
        new Measure<OutcomeRow>("outcomes", "Do teams that are well rated, or rated alike by both voices, do better in turnover, absence, revenue and the like?", OutcomeRow.Rows, Reach.Earlier, panel => panel.Outcomes.Digest),
        new Measure<WabaRow>("waba", "Are two dimensions of a voice linked between teams, or between the persons inside them?", WabaRow.Rows, Reach.Own),
        new Measure<ParticipationRow>("participation", "How many answered, and what share of those invited?", ParticipationRow.Rows, Reach.Own),
        new Measure<PracticeRow>("practice", "How often is each ritual held, of the times it was planned?", PracticeRow.Rows, Reach.Of((_, _) => []), panel => panel.Deeds.Digest),
        new Measure<EffectRow>("effects", "Which ritual moved which dimension, of employees first and of customers after?", EffectRow.Rows, TrendRow.Reach, panel => panel.Deeds.Digest),
        new Measure<PairingRow>("pairing", "Which teams were heard by both voices, and which by one?", PairingRow.Rows, Reach.Own),
    ];

    /// <summary>The measure of a name; null where there is none.</summary>
    public static Measure? Find(string name) => All.FirstOrDefault(m => string.Equals(m.Name, name, StringComparison.Ordinal));
}
