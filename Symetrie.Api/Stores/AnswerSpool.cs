using Symetrie.Api.Stores.Engines;

namespace Symetrie.Api.Stores;

/// <summary>Single answers of a long export, put in order on disk so that a respondent's rows come together wherever they stood in the file.</summary>
public sealed class AnswerSpool : IDisposable
{
    private readonly Store store;
    private readonly SqliteSpool spool;
    private readonly IRowWriter rows;

    internal AnswerSpool(Store store)
    {
        (this.store, spool) = (store, new SqliteSpool(store.Sql("make-spool")));
        rows = spool.Insert("spooled", ["key", "line", "person", "unit", "day", "content"]);
    }

    /// <summary>Adds one answer of a response.</summary>
    public void Add(in IncomingResponse answer)
    {
        answer.Key.Add(rows);
        rows.Add(answer.Line);
        rows.Add(answer.Person);
        rows.Add(answer.Unit);
        rows.Add(answer.Day.DayNumber);
        rows.Add(answer.Content.Span);
        rows.EndRow();
    }

    /// <summary>The answers by response and line.</summary>
    public IEnumerable<IncomingResponse> Ordered()
    {
        using var ordered = spool.Select(store.Sql("read-spool"));
        while (ordered.Next())
            yield return new IncomingResponse(ordered.Integer(1), ResponseKey.Read(ordered.Bytes(0)), IsIdentified: true, ordered.Integer(2), ordered.Text(3)!, DateOnly.FromDayNumber((int)ordered.Integer(4)), 0, ordered.Bytes(5).ToArray());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        rows.Dispose();
        spool.Dispose();
    }
}
