namespace Symetrie.Api.Exports.Formats.Sheets;

/// <summary>A sheet of a workbook.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsVisible">Whether people see it.</param>
internal sealed record SheetName(string Name, bool IsVisible);

/// <summary>A workbook, whose sheets are read row by row.</summary>
internal interface ISheetBook : IDisposable
{
    /// <summary>The container's key.</summary>
    string Container { get; }

    /// <summary>The sheets with cells, in the workbook's order.</summary>
    IReadOnlyList<SheetName> Sheets { get; }

    /// <summary>Stands before the first row of a sheet.</summary>
    /// <exception cref="ExportRefused">It cannot be opened.</exception>
    void Open(int sheet);

    /// <summary>Reads the next row that has any cell.</summary>
    /// <param name="cells">Takes the cells.</param>
    /// <returns>Its number on the sheet, from 1; null at the end.</returns>
    /// <exception cref="ExportRefused">The rest of the sheet cannot be read.</exception>
    long? Read(SheetCells cells);
}
