using Symetrie.Analytics.Measures;
using Symetrie.Api.Stores;
using Symetrie.Api.Stores.Engines;

namespace Symetrie.Api.Endpoints.Rows;

/// <summary>The columns of what changed in a measure: its subjects, how and why, and every figure as it is and as it was.</summary>
internal sealed class DifferenceTable
{
    private static readonly string[] Kinds = ["added", "removed", "changed"];
    private readonly IReadOnlyList<Column> columns;
    private readonly List<(Field Field, Func<RowChange, ChangeCauses, object?> Cell)> cells = [];

    public DifferenceTable(Measure measure)
    {
        columns = measure.Columns;
        var fields = Field.Of(measure);
        foreach (var field in fields.Where(f => f.IsSubject)) Add(field, (change, _) => (change.After ?? change.Before!)[field.Place]);
        Func<RowChange, ChangeCauses, object?>[] own = [(change, _) => KindOf(change), (_, why) => why.NewData, (_, why) => why.LateData, (_, why) => why.Reorganisation, (_, why) => why.Settings, (change, _) => Changed(change)];
        foreach (var (field, cell) in Fixed.Zip(own)) Add(field, cell);
        foreach (var field in fields.Where(f => !f.IsSubject))
        {
            // What would be called like another column gives way: drift has a change of its own, trends a levelBefore.
            var was = field.Name + (fields.Any(f => f.Name == field.Name + "Before") ? "Earlier" : "Before");
            Add(field with { IsNullable = true, Name = Fixed.Any(f => f.Name == field.Name) ? field.Name + "After" : field.Name }, (change, _) => change.After?[field.Place]);
            Add(field with { IsNullable = true, Name = was, Summary = $"The same in the snapshot before. {field.Summary}" }, (change, _) => change.Before?[field.Place]);
        }
    }

    /// <summary>The columns that are there whatever the measure.</summary>
    public static IReadOnlyList<Field> Fixed { get; } =
    [
        new Field { Name = "change", Kind = ColumnKind.Text, Place = 0, Values = Kinds, Summary = "Whether the row is there in `to` alone, in `from` alone, or in both with other figures." },
        new Field { Name = "newData", Kind = ColumnKind.Boolean, Place = 1, Summary = "Whether it may come of answers for a period that had not ended when the earlier snapshot was published." },
        new Field { Name = "lateData", Kind = ColumnKind.Boolean, Place = 2, Summary = "Whether it may come of answers for a period that had ended by then." },
        new Field { Name = "reorganisation", Kind = ColumnKind.Boolean, Place = 3, Summary = "Whether it may come of teams that came, went, moved, were renamed or have other attributes." },
        new Field { Name = "settings", Kind = ColumnKind.Boolean, Place = 4, Summary = "Whether it may come of other settings, questionnaires or another engine." },
        new Field { Name = "columns", Kind = ColumnKind.Text, Place = 5, Summary = "The columns that differ, joined by '|'." },
    ];

    /// <summary>All columns.</summary>
    public IReadOnlyList<Field> Fields => [.. cells.Select(c => c.Field)];

    /// <summary>A row as printers read it.</summary>
    public IRowReader Read(RowChange change, ChangeCauses causes) => new Reader([.. cells.Select(c => c.Cell(change, causes))]);

    private void Add(Field field, Func<RowChange, ChangeCauses, object?> cell) => cells.Add((field with { Place = cells.Count }, cell));

    private static string KindOf(RowChange change) => change.Before is null ? Kinds[0] : change.After is null ? Kinds[1] : Kinds[2];

    private string Changed(RowChange change) =>
        string.Join('|', columns.Index().Where(c => !c.Item.IsSubject && !Equals(change.Before?[c.Index], change.After?[c.Index])).Select(c => c.Item.Name));

    private sealed class Reader(object?[] cells) : IRowReader
    {
        public bool Next() => false;

        public bool IsNull(int column) => cells[column] is null;

        public string? Text(int column) => (string?)cells[column];

        public double? Real(int column) => (double?)cells[column];

        public long Integer(int column) => cells[column] is bool truth ? (truth ? 1 : 0) : (long)cells[column]!;

        public ReadOnlySpan<byte> Bytes(int column) => throw new NotSupportedException("rows of measures hold no bytes");

        public void Dispose()
        {
        }
    }
}
