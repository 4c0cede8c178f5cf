using System.Buffers;
using System.Data.Common;
using Symetrie.Api.Stores.Engines;

namespace Symetrie.Api.Stores;

/// <summary>Answers that an import makes current, written batch by batch: those of one unit and month as one pack, in the order of the tables, so that each page
/// is touched once a batch.</summary>
internal sealed class Arrivals(Store store, DbConnection connection, long codebook, long import) : IDisposable
{
    // One answer alone gains nothing in a pack.
    private const int FewestPacked = 2;
    private readonly IRowWriter answers = Packs.Rows(store, connection);
    private readonly IRowWriter packs = store.Engine.Insert(connection, "answer_pack", ["unit", "month", "import", "part", "codebook", "content"]);
    private readonly Blocks<Arrival> waiting = new();
    private readonly HashSet<(long Unit, long Month)> opened = [];
    private readonly ArrayBufferWriter<byte> pack = new();
    private readonly StableOrder order = new();
    private long part;

    /// <summary>Keeps an answer for the end of the batch.</summary>
    public void Add(in Arrival arrival) => waiting.Add(arrival);

    /// <summary>Makes single rows of the answers of a unit in a month.</summary>
    public void Open(long unit, long month)
    {
        if (opened.Add((unit, month))) Packs.Open(store, connection, unit, month);
    }

    /// <summary>Writes an answer as a row of its own.</summary>
    public void Write(in Arrival arrival) => Packs.Write(answers, arrival.Unit, arrival.Day, arrival.Number, arrival.Person, codebook, import, arrival.Content.Span);

    /// <summary>Writes what waits.</summary>
    public void Write()
    {
        Sort();
        var count = waiting.Count;
        for (int from = 0, end; from < count; from = end)
        {
            var first = waiting[order.Places[from]];
            var (unit, month) = (first.Unit, Months.Of(DateOnly.FromDayNumber((int)first.Day)));
            // They ascend: those of the month stand together, up to its last day.
            var begins = Months.First(month);
            var beyond = ((ulong)unit << 32) | (uint)(begins.DayNumber + DateTime.DaysInMonth(begins.Year, begins.Month));
            for (end = from + 1; end < count && order.Keys[end] < beyond;) end++;
            if (end - from >= FewestPacked) WritePack(unit, month, order.Places.AsSpan(from..end));
            else foreach (var i in order.Places.AsSpan(from..end)) Write(waiting[i]);
        }

        part++;
        waiting.Clear();
        packs.Flush();
        answers.Flush();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        answers.Dispose();
        packs.Dispose();
    }

    private void Sort()
    {
        var count = waiting.Count;
        order.Begin(count);
        for (var i = 0; i < count; i++)
        {
            ref readonly var arrival = ref waiting[i];
            // Neither has more than 32 bits: the store holds them as integers of that size.
            order.Keys[i] = ((ulong)arrival.Unit << 32) | (uint)arrival.Day;
        }

        order.Sort(count);
        for (int from = 0, end; from < count; from = end)
        {
            var ascend = true;
            for (end = from + 1; end < count && order.Keys[end] == order.Keys[from]; end++) ascend &= Number(end - 1) < Number(end);
            if (!ascend) Array.Sort(order.Places, from, end - from, Comparer<int>.Create((x, y) => waiting[x].Number.CompareTo(waiting[y].Number)));
        }
    }

    private long Number(int place) => waiting[order.Places[place]].Number;

    private void WritePack(long unit, long month, ReadOnlySpan<int> members)
    {
        pack.ResetWrittenCount();
        var before = default(PackedAnswer);
        foreach (var i in members)
        {
            var answer = new PackedAnswer(waiting[i].Day, waiting[i].Number, waiting[i].Person, waiting[i].Content);
            AnswerPack.Write(pack, answer, before);
            before = answer;
        }

        packs.Add(unit);
        packs.Add(month);
        packs.Add(import);
        packs.Add(part);
        packs.Add(codebook);
        packs.Add(pack.WrittenSpan);
        packs.EndRow();
        // What was taken apart before holds a pack again.
        opened.Remove((unit, month));
    }
}

/// <summary>An answer on its way to its place.</summary>
/// <param name="Unit">The unit's number.</param>
/// <param name="Day">The day.</param>
/// <param name="Number">The response's number.</param>
/// <param name="Person">The person's number; that of the response where the export names nobody.</param>
/// <param name="Content">The answers.</param>
internal readonly record struct Arrival(long Unit, long Day, long Number, long Person, ReadOnlyMemory<byte> Content);
