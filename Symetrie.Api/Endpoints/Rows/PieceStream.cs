using System.Buffers;
using Symetrie.Api.Endpoints.Requests;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Endpoints.Rows;

/// <summary>Streams a whole result in pieces that are rendered beside one another and sent one after another: never more than a few are in memory.</summary>
internal static class PieceStream
{
    // One is being sent while these are rendered.
    private static readonly int Beside = Math.Min(2, Environment.ProcessorCount);

    /// <summary>Answers a request for all rows in their own order.</summary>
    /// <param name="context">The request.</param>
    /// <param name="store">The store.</param>
    /// <param name="request">What it asks for: no limit, no sorting, no cursor, no places.</param>
    /// <param name="pieces">Where the rows stand, piece by piece.</param>
    public static async Task Write(HttpContext context, Store store, RowRequest request, IEnumerable<RowRange> pieces)
    {
        var (output, waiting, free) = (context.Response.BodyWriter, new Queue<Task<RentedBytes>>(), new Stack<RentedBytes>());
        request.Format.Printer(output, request.Fields).Start(request.Snapshot?.Id);
        async Task Send()
        {
            var piece = await waiting.Dequeue();
            output.Write(piece.Written.Span);
            piece.Clear();
            free.Push(piece);
            await output.FlushAsync(context.RequestAborted);
        }

        try
        {
            foreach (var within in pieces)
            {
                if (request.Rows!.Within.And(within) is not { } here) continue;
                var room = free.Count > 0 ? free.Pop() : new RentedBytes();
                waiting.Enqueue(Task.Run(() => Render(store, request, here, room), context.RequestAborted));
                if (waiting.Count > Beside) await Send();
            }

            while (waiting.Count > 0) await Send();
            await output.FlushAsync(context.RequestAborted);
            foreach (var room in free) room.Dispose();
        }
        finally
        {
            // Whoever goes away leaves nothing reading behind.
            await Task.WhenAll(waiting).ContinueWith(ended => _ = ended.Exception, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private static RentedBytes Render(Store store, RowRequest request, RowRange within, RentedBytes room)
    {
        var printer = request.Format.Printer(room, request.Fields);
        store.Snapshots.Read(request.Rows! with { Within = within }, printer.Row);
        printer.Pause();
        return room;
    }

    // What stands before the rows, handed on at once.
    private static void Start(this IRowPrinter printer, string? snapshot)
    {
        printer.Begin(snapshot);
        printer.Pause();
    }
}
