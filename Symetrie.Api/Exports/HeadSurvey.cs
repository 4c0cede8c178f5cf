using System.Text;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Exports.Cells;
using Symetrie.Api.Exports.Formats;

namespace Symetrie.Api.Exports;

/// <summary>What the first rows tell of the whole file: the decimal mark, and whether the day or the month comes first.</summary>
internal sealed class HeadSurvey
{
    private const int RowsLookedAt = 2_000;
    private readonly ExportTable table;
    private readonly int[] numbers;
    private readonly int dates;
    private int commas;
    private int points;
    private int dayFirst;
    private int monthFirst;
    private long rows;
    private (long Line, string Text)? open;

    private HeadSurvey(ExportTable table, Codebook codebook, HeaderBinding binding)
    {
        this.table = table;
        numbers = [.. binding.Items.Append(binding.Of(codebook.Columns.Answer)).Append(binding.Of(codebook.Columns.Sd)).Append(binding.Of(codebook.Columns.Value)).Where(c => c >= 0).Distinct()];
        dates = codebook.DateFormat is null ? binding.Of(codebook.Columns.Date ?? codebook.Columns.Period ?? codebook.Columns.Start) : -1;
    }

    /// <summary>Looks at the first 2,000 rows.</summary>
    /// <exception cref="ExportRefused">Dates such as 03/04/2026 stay open, or speak for both orders.</exception>
    public static (char? DecimalMark, DayOrder Order, string? Told) Of(ExportTable table, Codebook codebook, HeaderBinding binding)
    {
        var survey = new HeadSurvey(table, codebook, binding);
        while (survey.rows < RowsLookedAt && table.Read()) survey.Look();

        // Dates that all could be read in two ways so far: then every row of the file is asked.
        var undecided = survey is { open: not null, dayFirst: 0, monthFirst: 0 } && survey.rows >= RowsLookedAt;
        while (undecided && table.Read()) survey.LookAtDate();
        var (order, told) = survey.Order(binding.HeaderOf(survey.dates));
        return (survey.Mark(), order, told);
    }

    private void Look()
    {
        rows++;
        if (table.Trouble is not null) return;
        foreach (var column in numbers)
        {
            switch (NumberCells.MarkOf(Utf8.Trim(table.Cell(column))))
            {
                case ',':
                    commas++;
                    break;
                case '.':
                    points++;
                    break;
            }
        }

        LookAtDate();
    }

    private void LookAtDate()
    {
        if (dates < 0 || table.Trouble is not null) return;
        var cell = Utf8.Trim(table.Cell(dates));
        if (cell.Length is < 8 or > 40 || DateText.Of(Encoding.UTF8.GetString(cell)) is not { Order: DayOrder.Unknown } date || date.First == date.Second) return;
        var (day, month) = (date.Day(DayOrder.DayFirst) is not null, date.Day(DayOrder.MonthFirst) is not null);
        if (day && month) open ??= (table.Line, Utf8.Told(cell));
        else if (day) dayFirst++;
        else if (month) monthFirst++;
    }

    private char? Mark() => (commas, points) switch
    {
        (0, 0) => null,
        _ => commas > points ? ',' : '.',
    };

    private (DayOrder Order, string? Told) Order(string? header)
    {
        // A slip of the pen is a bad row; more than one in a hundred is a file that mixes both orders.
        var (fewer, more) = (Math.Min(dayFirst, monthFirst), Math.Max(dayFirst, monthFirst));
        if (fewer > more / 100.0) throw new ExportRefused("mixed-dates", $"column '{header}': {dayFirst} dates have the day first and {monthFirst} the month; say in the codebook's dateFormat which is meant (dd/MM/yyyy or MM/dd/yyyy)", null, header);
        if (more > 0) return (dayFirst > monthFirst ? DayOrder.DayFirst : DayOrder.MonthFirst, $"column '{header}': the {(dayFirst > monthFirst ? "day" : "month")} comes first, as {more:N0} of its dates cannot be read otherwise");

        // Where cells are parted by semicolons the comma is the decimal mark, and there the day comes first.
        if (table.Delimiter == ';') return (DayOrder.DayFirst, open is null ? null : $"column '{header}': the day comes first, as it does where cells are parted by semicolons; no date of the column says otherwise");
        return open is { } date
            ? throw new ExportRefused("ambiguous-dates", $"line {date.Line}, column '{header}': {date.Text} may have the day or the month first, and no row tells; say in the codebook's dateFormat which is meant (dd/MM/yyyy or MM/dd/yyyy)", date.Line, header)
            : (DayOrder.Unknown, null);
    }
}
