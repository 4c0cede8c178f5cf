using Dapper;
using Symetrie.Api.Stores.Engines;

namespace Symetrie.Api.Stores;

/// <summary>Single answers of a long export, put in order on disk so that a respondent's rows come together wherever they stood in the file.</summary>
public sealed class AnswerSpool : IDisposable
{
    private readonly Store store;
    private readonly IStaging staging;
    private readonly IRowWriter rows;

    internal AnswerSpool(Store store)
    {
        (this.store, staging) = (store, store.Engine.OpenStaging());
        staging.Connection.Execute(store.Engine.Translate(store.Sql("make-spool")));
        rows = store.Engine.Insert(staging.Connection, "spooled", ["key", "line", "person", "unit", "day", "content"]);
    }

    /// <summary>Adds one answer of a response.</summary>
    public void Add(in StagedResponse answer)
    {
        rows.Add(answer.Key);
        rows.Add(answer.Line);
        rows.Add(answer.Person);
        rows.Add(answer.Unit);
        rows.Add(answer.Day.DayNumber);
        rows.Add(answer.Content);
        rows.EndRow();
    }

    /// <summary>The answers by response and line.</summary>
    public IEnumerable<StagedResponse> Ordered()
    {
        using var ordered = store.Engine.Select(staging.Connection, store.Sql("read-spool"));
        while (ordered.Next())
            yield return new StagedResponse(ordered.Integer(1), ordered.Bytes(0).ToArray(), IsIdentified: true, ordered.Integer(2), ordered.Text(3)!, DateOnly.FromDayNumber((int)ordered.Integer(4)), 0, ordered.Bytes(5).ToArray());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        rows.Dispose();
        staging.Dispose();
    }
}
