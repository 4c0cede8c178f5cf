using System.Data.Common;
using Dapper;
using Symetrie.Analytics;
using Symetrie.Analytics.Disclosure;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Api.Stores;

/// <summary>The minimums of a deployment: how many distinct respondents a figure needs, and a cell's own spread.</summary>
/// <param name="Employee">Employees behind a figure.</param>
/// <param name="Customer">Customers behind a figure.</param>
/// <param name="Detail">Answers behind a cell's own spread.</param>
public sealed record Minimums(int Employee, int Customer, int Detail)
{
    /// <summary>Those of the settings.</summary>
    public static Minimums Of(AnalysisSettings settings) => new(settings.EmployeeMinimum, settings.CustomerMinimum, settings.DetailMinimum);

    /// <summary>The minimum of a voice.</summary>
    public int OfVoice(Voice voice) => voice == Voice.Employee ? Employee : Customer;
}

/// <summary>The minimums that hold for one voice in one period.</summary>
/// <param name="Minimum">Distinct respondents behind a figure.</param>
/// <param name="Detail">Answers behind a cell's own spread.</param>
public readonly record struct PeriodThreshold(int Minimum, int Detail);

/// <summary>Thresholds and counts of one voice in one period, for administrators.</summary>
public sealed record DisclosureCount
{
    /// <summary>The period's key.</summary>
    public required string Period { get; init; }

    /// <summary>The voice's number.</summary>
    public required long Voice { get; init; }

    /// <summary>Distinct respondents that a figure needs.</summary>
    public long Minimum { get; init; }

    /// <summary>Answers that a cell's own spread needs.</summary>
    public long Detail { get; init; }

    /// <summary>Cells of teams and nodes that the last run showed.</summary>
    public long Released { get; init; }

    /// <summary>Cells of teams and nodes that it did not show, those without any answer among them.</summary>
    public long Withheld { get; init; }

    /// <summary>Groups with answers that wait for others to be released with.</summary>
    public long Pending { get; init; }
}

/// <summary>What holds for each period, and how much of it is released: counts, never which.</summary>
public sealed class DisclosureStore
{
    private readonly Store store;

    internal DisclosureStore(Store store) => this.store = store;

    /// <summary>Thresholds and counts by period and voice.</summary>
    public IReadOnlyList<DisclosureCount> List() => store.Engine.Read(connection => connection.Query<DisclosureCount>(store.Sql("list-disclosure")).ToArray());

    /// <summary>The thresholds of each period: what held when its first answer came, or more.</summary>
    public IReadOnlyDictionary<(Voice Voice, string Period), PeriodThreshold> Thresholds() => store.Engine.Read(Thresholds);

    internal IReadOnlyDictionary<(Voice Voice, string Period), PeriodThreshold> Thresholds(DbConnection connection) =>
        connection.Query<(string Period, long Voice, long Minimum, long Detail)>(store.Sql("list-thresholds"))
            .ToDictionary(t => ((Voice)t.Voice, t.Period), t => new PeriodThreshold((int)t.Minimum, (int)t.Detail));

    /// <summary>Stores the thresholds of the periods that some months of a voice fall into; those that are stored are only raised.</summary>
    internal void Raise(DbConnection connection, Voice voice, IEnumerable<long> months, Minimums minimums)
    {
        var calendar = store.Calendar;
        foreach (var period in months.SelectMany(m => Months.Periods(calendar, voice, m)).Select(p => p.Key).Distinct(StringComparer.Ordinal))
            connection.Execute(store.Sql("raise-threshold"), new { period, voice = (long)voice, minimum = (long)minimums.OfVoice(voice), detail = (long)minimums.Detail });
    }

    /// <summary>Puts the counts of a run in the place of the last one's.</summary>
    internal void Count(DbConnection connection, IEnumerable<ReleaseCount> counts)
    {
        connection.Execute(store.Sql("clear-release-counts"));
        foreach (var count in counts)
            connection.Execute(store.Sql("add-release-count"), new { period = count.Period, voice = (long)count.Voice, released = count.Released, withheld = count.Withheld, pending = count.Pending });
    }
}
