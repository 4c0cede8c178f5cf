using Symetrie.Analytics.Surveys;
using Symetrie.Api.Exports.Cells;

namespace Symetrie.Api.Exports.Rows;

/// <summary>The answer readers of a codebook's items; items of one scale share one.</summary>
internal static class ScaleCells
{
    /// <summary>A reader an item, in the order of the items.</summary>
    public static AnswerCells[] Of(RowSource source)
    {
        var readers = new Dictionary<ResponseScale, AnswerCells>(ReferenceEqualityComparer.Instance);
        var cells = new AnswerCells[source.Codebook.Items.Count];
        for (var i = 0; i < cells.Length; i++)
        {
            var scale = source.Codebook.Items[i].Scale;
            if (!readers.TryGetValue(scale, out var reader)) readers[scale] = reader = new AnswerCells(scale, source.Missing, source.Numbers);
            cells[i] = reader;
        }

        return cells;
    }
}
