using System.Data;
using System.Net.Sockets;
using Npgsql;

namespace Symetrie.Api.Stores.Engines;

/// <summary>What failures of a PostgreSQL server mean to who asked the store.</summary>
internal static class PostgresFailure
{
    private const string Away = "the database server does not answer; nothing of this was written, and asking again later does no harm";
    private const string Unknown = "the database server went away while this was committed: whether it was kept is not known. Look, or send it again: what is there already is not taken in twice";
    private static readonly TimeSpan Patience = PostgresEngine.Patience;

    /// <summary>Whether the server is not there, ends, or has no connection left: another try may find it.</summary>
    public static bool IsAway(Exception failure) => failure switch
    {
        PostgresException told => told.SqlState[..2] is "08" or "57" || told.SqlState is PostgresErrorCodes.TooManyConnections,
        NpgsqlException broken => broken.InnerException is IOException or SocketException or TimeoutException,
        IOException or SocketException or TimeoutException => failure is not (StoreBusyException or StoreFullException),
        _ => false,
    };

    /// <summary>What to throw in its place; null where it speaks for itself.</summary>
    /// <param name="failure">What was thrown.</param>
    /// <param name="committing">Whether it came while a transaction was committed.</param>
    public static Exception? Of(Exception failure, bool committing) => failure switch
    {
        StoreBusyException or StoreFullException => null,
        PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable } => new StoreBusyException($"the store is being written by another process for more than {Patience.TotalSeconds:0} seconds", failure),
        PostgresException { SqlState: PostgresErrorCodes.DiskFull or PostgresErrorCodes.OutOfMemory } full => new StoreFullException(full),
        PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter } unfit => new UnfitTextException(unfit),
        NpgsqlException when IsAway(failure) => new StoreBusyException(committing ? Unknown : Away, failure),
        _ => null,
    };

    /// <summary>Whether a transaction has failed already, or its connection is gone: it cannot be committed any more, and whoever closes it has nothing to add.</summary>
    public static bool IsOver(Exception failure, NpgsqlConnection connection) =>
        failure is PostgresException { SqlState: PostgresErrorCodes.InFailedSqlTransaction } || (failure is InvalidOperationException && IsGone(connection));

    /// <summary>Whether the server can hear nothing by this connection.</summary>
    public static bool IsGone(NpgsqlConnection connection) => !connection.FullState.HasFlag(ConnectionState.Open);

    /// <summary>What to throw where a connection turns out to be gone before its transaction could be committed.</summary>
    public static StoreBusyException Gone(Exception failure) => new(Away, failure);
}
