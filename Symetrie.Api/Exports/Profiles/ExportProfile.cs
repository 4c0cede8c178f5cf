using System.Runtime.InteropServices;
using System.Text;
using Symetrie.Api.Exports.Cells;
using Symetrie.Api.Exports.Formats;

namespace Symetrie.Api.Exports.Profiles;

/// <summary>What stands in an export, column by column, as far as it was looked at: at most 200,000 rows and two million cells.</summary>
internal sealed class ExportProfile
{
    private const int MostRows = 200_000;
    private const int MostCells = 2_000_000;
    private const int LongestText = 200;
    private const int MostTexts = 20_000;

    private ExportProfile(ExportShape shape, IReadOnlyList<ColumnProfile> columns, int rows, bool isWhole) => (Shape, Columns, Rows, IsWhole) = (shape, columns, rows, isWhole);

    /// <summary>How the file was understood.</summary>
    public ExportShape Shape { get; }

    /// <summary>The columns in file order.</summary>
    public IReadOnlyList<ColumnProfile> Columns { get; }

    /// <summary>How many rows were looked at.</summary>
    public int Rows { get; }

    /// <summary>Whether these are all rows of the file.</summary>
    public bool IsWhole { get; }

    /// <summary>The kinds of rows that were looked at although the tool says that they are no responses: it says so of every row of the file.</summary>
    public IReadOnlyList<string> Kept { get; private init; } = [];

    /// <summary>Looks at a file.</summary>
    /// <param name="seekable">The file, from where it stands; it stays open.</param>
    /// <param name="options">What the sender says of the file; null for nothing.</param>
    /// <exception cref="ExportRefused">The file is no export, or its rows cannot be read.</exception>
    public static ExportProfile Of(Stream seekable, ExportOptions? options = null)
    {
        var start = seekable.Position;
        var finished = Of(seekable, options, []);
        if (finished.Rows > 0 || finished.Shape.Skipped.Count == 0) return finished;
        seekable.Position = start;
        return Of(seekable, options, [.. finished.Shape.Skipped.Select(s => s.Code)]);
    }

    private static ExportProfile Of(Stream seekable, ExportOptions? options, IReadOnlyList<string> keep)
    {
        using var table = ExportFormats.Open(new ExportSource(seekable, options));
        table.Keep = keep;
        var columns = HeaderBinding.Unbound(table);
        var makers = columns.Select(_ => new Maker()).ToArray();
        var most = Math.Clamp(MostCells / Math.Max(1, columns.Count), 500, MostRows);
        var rows = 0;
        var whole = true;
        while (table.Read())
        {
            if (table.Trouble is not null) continue;
            if (rows == most)
            {
                whole = false;
                break;
            }

            for (var i = 0; i < makers.Length; i++) makers[i].Add(Utf8.Trim(table.Cell(i)));
            rows++;
        }

        var names = ColumnNames.Of(columns);
        var shape = ExportReader.ShapeOf(table, columns) with { Skipped = table.Skipped };
        return new ExportProfile(shape, [.. makers.Select((m, i) => m.Make(columns[i], names[i], table.ValueLabels.GetValueOrDefault(i)))], rows, whole) { Kept = keep };
    }

    private sealed class Maker
    {
        private readonly Dictionary<byte[], int> places = new(Utf8Comparer.Instance);
        private readonly List<string> values = [];
        private readonly List<int> counts = [];
        private readonly List<int> codes = [];

        public void Add(ReadOnlySpan<byte> cell)
        {
            if (cell.Length == 0) codes.Add(ColumnProfile.Empty);
            else if (cell.Length > LongestText) codes.Add(ColumnProfile.Other);
            else codes.Add(Place(cell));
        }

        public ColumnProfile Make(ExportColumn column, string name, IReadOnlyDictionary<string, string>? labels) => new(column, name, values, counts, [.. codes]) { ValueLabels = labels };

        private int Place(ReadOnlySpan<byte> cell)
        {
            var known = places.GetAlternateLookup<ReadOnlySpan<byte>>();
            if (!known.TryGetValue(cell, out var place))
            {
                if (values.Count == MostTexts) return ColumnProfile.Other;
                known[cell] = place = values.Count;
                values.Add(Encoding.UTF8.GetString(cell));
                counts.Add(0);
            }

            CollectionsMarshal.AsSpan(counts)[place]++;
            return place;
        }
    }
}
