using System.Data.Common;
using Dapper;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Api.Stores;

/// <summary>Names an outcome: a metric of a team as written, in a period.</summary>
/// <param name="Voice">Whose names of teams the export uses.</param>
/// <param name="Unit">The team, normalised.</param>
/// <param name="Day">The first day of the period, as a day number.</param>
/// <param name="Metric">The metric's key.</param>
public readonly record struct OutcomeName(Voice Voice, string Unit, long Day, string Metric);

/// <summary>An outcome as it stands.</summary>
/// <param name="Value">The value.</param>
/// <param name="N">The denominator; null where none was said.</param>
/// <param name="Import">The import that said it.</param>
public readonly record struct StoredOutcome(double Value, long? N, long Import);

/// <summary>Outcomes that teams are known by besides answers.</summary>
public sealed class OutcomeStore
{
    private readonly Store store;

    internal OutcomeStore(Store store) => this.store = store;

    /// <summary>What holds now: of each name what the newest standing import says.</summary>
    internal Dictionary<OutcomeName, StoredOutcome> Standing(DbConnection connection)
    {
        var found = new Dictionary<OutcomeName, StoredOutcome>();
        foreach (var row in connection.Query<Row>(store.Sql("list-outcomes"))) found[new OutcomeName((Voice)row.Voice, row.Unit, row.Day, row.Metric)] = new StoredOutcome(row.Value, row.N, row.Import);
        return found;
    }

    /// <summary>Takes what an import said back; it is marked as undone already.</summary>
    internal UndoOutcome Undo(DbConnection connection, long import)
    {
        var mine = connection.Query<Row>(store.Sql("outcomes-of-import"), new { import }).Select(row => new OutcomeName((Voice)row.Voice, row.Unit, row.Day, row.Metric)).ToArray();
        if (mine.Length == 0) return new UndoOutcome(0, 0, 0);
        var now = Standing(connection);
        connection.Execute(store.Sql("forget-outcomes"), new { import });
        return new UndoOutcome(mine.LongCount(m => !now.ContainsKey(m)), mine.LongCount(m => now.TryGetValue(m, out var other) && other.Import < import), mine.LongCount(m => now.TryGetValue(m, out var other) && other.Import > import));
    }

    private sealed record Row
    {
        public long Import { get; init; }

        public long Voice { get; init; }

        public string Unit { get; init; } = "";

        public long Day { get; init; }

        public string Metric { get; init; } = "";

        public double Value { get; init; }

        public long? N { get; init; }
    }
}
