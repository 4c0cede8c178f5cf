using Symetrie.Api.Exports;
using Symetrie.Api.Exports.Formats;

namespace Symetrie.Benchmarks;

/// <summary>Prints what a container makes of a file, before any codebook.</summary>
internal static class RowPrinter
{
    /// <summary>Prints the rows to the output, and what the file says of itself to the error stream.</summary>
    public static void Run(string file)
    {
        using var stream = File.OpenRead(file);
        var source = new ExportSource(stream);
        using var output = new BufferedStream(Console.OpenStandardOutput());
        try
        {
            using var rows = ExportFormats.Rows(source);
            Console.Error.WriteLine($"{rows.Container}, {rows.Encoding}, sheet '{rows.Sheet}', labels {rows.Labels.Count}");
            foreach (var (column, labels) in rows.ValueLabels.Take(20)) Console.Error.WriteLine($"{column}: {string.Join("; ", labels.Take(10).Select(l => $"{l.Key} = {l.Value}"))}");
            while (rows.Read())
            {
                for (var i = 0; i < rows.CellCount; i++)
                {
                    if (i > 0) output.WriteByte((byte)'\t');
                    output.Write(rows.Cell(i));
                }

                output.WriteByte((byte)'\n');
            }
        }
        catch (ExportRefused refused)
        {
            Console.Error.WriteLine($"{refused.Code}: {refused.Message}");
        }
    }
}
