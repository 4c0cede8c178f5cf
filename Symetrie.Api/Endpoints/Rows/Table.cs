using Symetrie.Analytics.Measures;
using Symetrie.Api.Stores.Engines;

namespace Symetrie.Api.Endpoints.Rows;

/// <summary>A table of ours (teams, runs, imports, …): its columns and how a row fills them, so that it is printed and described as a measure is.</summary>
/// <typeparam name="T">A row.</typeparam>
internal sealed class Table<T>
{
    private readonly List<Func<T, object?>> cells = [];
    private readonly List<Field> fields = [];

    /// <summary>The columns.</summary>
    public IReadOnlyList<Field> Fields => fields;

    /// <summary>Adds a text column.</summary>
    public Table<T> Text(string name, string summary, Func<T, string?> cell, bool nullable = false, string? format = null, bool key = false, IReadOnlyList<string>? values = null) =>
        Add(new Field { Name = name, Kind = ColumnKind.Text, Place = fields.Count, Summary = summary, IsNullable = nullable, Format = format, IsSubject = key, Values = values }, cell);

    /// <summary>Adds a day.</summary>
    public Table<T> Day(string name, string summary, Func<T, DateOnly> cell) => Text(name, summary, row => cell(row).ToString("yyyy-MM-dd"), format: "date");

    /// <summary>Adds an instant, which the store keeps as a text with <c>Z</c>.</summary>
    public Table<T> Instant(string name, string summary, Func<T, string?> cell, bool nullable = false) => Text(name, summary, cell, nullable, format: "date-time");

    /// <summary>Adds a count.</summary>
    public Table<T> Integer(string name, string summary, Func<T, long> cell, string unit = "count") =>
        Add(new Field { Name = name, Kind = ColumnKind.Integer, Place = fields.Count, Summary = summary, Format = "int64", Unit = unit }, row => cell(row));

    /// <summary>Adds a figure.</summary>
    public Table<T> Real(string name, string summary, Func<T, double> cell, string unit) =>
        Add(new Field { Name = name, Kind = ColumnKind.Real, Place = fields.Count, Summary = summary, Format = "double", Unit = unit }, row => cell(row));

    /// <summary>Adds a figure that may not be there.</summary>
    public Table<T> Real(string name, string summary, Func<T, double?> cell, string unit) =>
        Add(new Field { Name = name, Kind = ColumnKind.Real, Place = fields.Count, Summary = summary, Format = "double", Unit = unit, IsNullable = true }, row => cell(row));

    /// <summary>Adds a truth.</summary>
    public Table<T> Truth(string name, string summary, Func<T, bool> cell) =>
        Add(new Field { Name = name, Kind = ColumnKind.Boolean, Place = fields.Count, Summary = summary }, row => cell(row));

    /// <summary>Adds a truth that may not be known.</summary>
    public Table<T> Truth(string name, string summary, Func<T, bool?> cell) =>
        Add(new Field { Name = name, Kind = ColumnKind.Boolean, Place = fields.Count, Summary = summary, IsNullable = true }, row => cell(row));

    /// <summary>Reads rows as if they came from the store.</summary>
    public IRowReader Read(IReadOnlyList<T> rows) => new Reader(this, rows);

    private Table<T> Add(Field field, Func<T, object?> cell)
    {
        fields.Add(field);
        cells.Add(cell);
        return this;
    }

    private sealed class Reader(Table<T> table, IReadOnlyList<T> rows) : IRowReader
    {
        private int at = -1;

        public bool Next() => ++at < rows.Count;

        public bool IsNull(int column) => Cell(column) is null;

        public string? Text(int column) => (string?)Cell(column);

        public double? Real(int column) => (double?)Cell(column);

        public long Integer(int column) => Cell(column) is bool truth ? (truth ? 1 : 0) : (long)Cell(column)!;

        public ReadOnlySpan<byte> Bytes(int column) => throw new NotSupportedException("our tables hold no bytes");

        public void Dispose()
        {
        }

        private object? Cell(int column) => table.cells[column](rows[at]);
    }
}
