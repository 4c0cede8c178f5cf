using System.Data.Common;
using Symetrie.Api.Stores.Engines;

namespace Symetrie.Api.Stores;

/// <summary>The days of a unit whose answers are wanted.</summary>
/// <param name="Unit">The unit's number.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The day after the last.</param>
internal readonly record struct UnitDays(long Unit, DateOnly From, DateOnly To);

/// <summary>Goes once through the answers of many units, one span of days after the other. Where each statement is a way to a server and back, many spans are one statement.</summary>
internal sealed class AnswerRun : IDisposable
{
    // What one statement asks for: it is put in order in the server's memory.
    private const int Portion = 256;
    private readonly Store store;
    private readonly DbConnection connection;
    private readonly IReadOnlyList<UnitDays> spans;
    private IRowReader? rows;
    private bool hasRow;
    private int asked;

    /// <param name="store">The store.</param>
    /// <param name="connection">The connection; nothing else is done on it meanwhile.</param>
    /// <param name="spans">What is wanted, in the order in which it will be read.</param>
    public AnswerRun(Store store, DbConnection connection, IReadOnlyList<UnitDays> spans) => (this.store, this.connection, this.spans) = (store, connection, spans);

    /// <summary>Reads the answers of a span, in no order; spans are read in theirs, each once.</summary>
    public void Read(int place, TallyStore.Visit visit)
    {
        if (!store.Engine.IsShared)
        {
            store.Tallies.Answers(connection, spans[place].Unit, spans[place].From, spans[place].To, visit);
            return;
        }

        if (place >= asked) Ask();
        for (; hasRow && rows!.Integer(0) == place; hasRow = rows.Next()) Tell(spans[place], visit);
    }

    /// <inheritdoc/>
    public void Dispose() => rows?.Dispose();

    private void Tell(UnitDays span, TallyStore.Visit visit)
    {
        var (codebook, number) = (rows!.Integer(1), rows.Integer(2));
        if (number >= 0) visit(new StoredAnswer(number, rows.Integer(3), codebook, DateOnly.FromDayNumber((int)rows.Integer(4)), rows.Bytes(5)));
        else TallyStore.ReadPack(rows.Bytes(5), codebook, span.From, span.To, visit);
    }

    private void Ask()
    {
        rows?.Dispose();
        var wanted = spans.Index().Skip(asked).Take(Portion).ToArray();
        asked += wanted.Length;
        long[] Each(Func<UnitDays, long> of) => [.. wanted.Select(w => of(w.Item))];
        rows = store.Engine.Stream(connection, store.Sql("answers-of-spans"),
            wanted.Select(w => (long)w.Index).ToArray(), Each(s => s.Unit), Each(s => Months.Of(s.From)), Each(s => Months.Of(s.To.AddDays(-1))), Each(s => s.From.DayNumber), Each(s => s.To.DayNumber));
        hasRow = rows.Next();
    }
}
