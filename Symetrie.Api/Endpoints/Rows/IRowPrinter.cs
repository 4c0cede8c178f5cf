using Symetrie.Api.Stores.Engines;

namespace Symetrie.Api.Endpoints.Rows;

/// <summary>Prints rows in one format, straight from the stored columns into the response's buffer.</summary>
internal interface IRowPrinter
{
    /// <summary>Prints what stands before the rows.</summary>
    /// <param name="snapshot">The snapshot's id; null before the first run, or where the table is no part of one.</param>
    void Begin(string? snapshot);

    /// <summary>Prints a row.</summary>
    void Row(IRowReader row);

    /// <summary>Hands over what is printed so far: the buffer is about to be sent.</summary>
    void Pause();

    /// <summary>Prints what stands after the rows.</summary>
    void End(NextPage? next);
}

/// <summary>Where the next page is.</summary>
/// <param name="Cursor">The cursor, as a query parameter takes it.</param>
/// <param name="Link">The whole address.</param>
internal sealed record NextPage(string Cursor, string Link);
