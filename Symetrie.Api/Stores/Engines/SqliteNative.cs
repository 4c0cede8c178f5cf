using System.Runtime.InteropServices;

namespace Symetrie.Api.Stores.Engines;

// The calls that are made for every cell of every row, straight into the library that Microsoft.Data.Sqlite has loaded: through its managed
// layer each costs several times as much as what it does. They only copy a value, so the collector need not know of them; a step may wait for
// the disk, and is called as usual.
internal static partial class SqliteNative
{
    private const string Library = "e_sqlite3";

    // SQLite keeps its own copy of what is bound.
    public static readonly nint Transient = -1;

    // SQLite reads it where it lies.
    public static readonly nint Static;

    [LibraryImport(Library), SuppressGCTransition]
    public static partial int sqlite3_bind_int64(nint statement, int place, long value);

    [LibraryImport(Library), SuppressGCTransition]
    public static partial int sqlite3_bind_double(nint statement, int place, double value);

    [LibraryImport(Library), SuppressGCTransition]
    public static partial int sqlite3_bind_null(nint statement, int place);

    [LibraryImport(Library), SuppressGCTransition]
    public static unsafe partial int sqlite3_bind_text(nint statement, int place, byte* text, int length, nint destructor);

    [LibraryImport(Library), SuppressGCTransition]
    public static unsafe partial int sqlite3_bind_blob(nint statement, int place, byte* bytes, int length, nint destructor);

    [LibraryImport(Library)]
    public static partial int sqlite3_step(nint statement);

    [LibraryImport(Library)]
    public static partial int sqlite3_reset(nint statement);

    [LibraryImport(Library), SuppressGCTransition]
    public static partial long sqlite3_column_int64(nint statement, int column);

    [LibraryImport(Library), SuppressGCTransition]
    public static partial double sqlite3_column_double(nint statement, int column);

    [LibraryImport(Library), SuppressGCTransition]
    public static partial int sqlite3_column_type(nint statement, int column);

    [LibraryImport(Library), SuppressGCTransition]
    public static unsafe partial byte* sqlite3_column_blob(nint statement, int column);

    [LibraryImport(Library), SuppressGCTransition]
    public static unsafe partial byte* sqlite3_column_text(nint statement, int column);

    [LibraryImport(Library), SuppressGCTransition]
    public static partial int sqlite3_column_bytes(nint statement, int column);
}
