using Symetrie.Analytics.Surveys;
using Symetrie.Api.Exports.Cells;

namespace Symetrie.Api.Exports.Rows;

/// <summary>The answer readers of a codebook's items; items of one scale share one, unless the file has labels of its own for their codes.</summary>
internal static class ScaleCells
{
    /// <summary>A reader an item, in the order of the items.</summary>
    /// <param name="source">Where the answers come from.</param>
    /// <param name="columns">The column of each item's answers.</param>
    public static AnswerCells[] Of(RowSource source, IReadOnlyList<int> columns)
    {
        var readers = new Dictionary<ResponseScale, AnswerCells>(ReferenceEqualityComparer.Instance);
        var cells = new AnswerCells[source.Codebook.Items.Count];
        for (var i = 0; i < cells.Length; i++)
        {
            var scale = source.Codebook.Items[i].Scale;
            if (source.Table.ValueLabels.TryGetValue(columns[i], out var labels)) cells[i] = new AnswerCells(scale, source.Missing, source.Numbers, labels);
            else if (readers.TryGetValue(scale, out var reader)) cells[i] = reader;
            else readers[scale] = cells[i] = new AnswerCells(scale, source.Missing, source.Numbers);
        }

        return cells;
    }
}
