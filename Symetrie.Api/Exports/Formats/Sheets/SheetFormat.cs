using System.Globalization;

namespace Symetrie.Api.Exports.Formats.Sheets;

/// <summary>What a sheet's number format makes of a number.</summary>
internal enum SheetFormat
{
    /// <summary>A number.</summary>
    Number,

    /// <summary>A hundredth, shown with a percent sign.</summary>
    Percent,

    /// <summary>A day, perhaps with its time.</summary>
    Date,

    /// <summary>A time of day or a duration.</summary>
    Time,
}

/// <summary>Tells formats, and writes numbers as they are meant.</summary>
internal static class SheetFormats
{
    private const double LastDay = 2_958_466;
    private const int DaysOf1904 = 1_462;

    /// <summary>The format of a built-in number.</summary>
    public static SheetFormat OfBuiltIn(int id) => id switch
    {
        9 or 10 => SheetFormat.Percent,
        14 or 15 or 16 or 17 or 22 or (>= 27 and <= 31) or (>= 34 and <= 36) or (>= 50 and <= 58) => SheetFormat.Date,
        (>= 18 and <= 21) or 32 or 33 or (>= 45 and <= 47) => SheetFormat.Time,
        _ => SheetFormat.Number,
    };

    /// <summary>The format that a code such as <c>yyyy\-mm\-dd</c> or <c>0.0%</c> describes, by its first section.</summary>
    public static SheetFormat OfCode(string code)
    {
        if (code.Equals("General", StringComparison.OrdinalIgnoreCase)) return SheetFormat.Number;
        var (hasDay, hasTime) = (false, false);
        for (var at = 0; at < code.Length && code[at] != ';'; at++)
        {
            switch (code[at])
            {
                case '"':
                    at = code.IndexOf('"', at + 1) is > 0 and var close ? close : code.Length;
                    break;
                case '\\' or '_' or '*':
                    at++;
                    break;
                case '[':
                    var end = code.IndexOf(']', at) is > 0 and var bracket ? bracket : code.Length;
                    hasTime |= code.AsSpan(at + 1, end - at - 1).Trim("hms") is [] && end > at + 1;
                    at = end;
                    break;
                case '%':
                    return SheetFormat.Percent;
                case 'd' or 'D' or 'y' or 'Y':
                    hasDay = true;
                    break;
                case 'h' or 'H' or 's' or 'S':
                    hasTime = true;
                    break;
                case 'm' or 'M' when !hasTime:
                    // Months where days or years stand too, minutes beside hours or seconds.
                    hasDay |= !code.AsSpan(at).ContainsAny("hHsS");
                    break;
            }
        }

        return hasDay ? SheetFormat.Date : hasTime ? SheetFormat.Time : SheetFormat.Number;
    }

    /// <summary>Writes a number into the open cell: a percentage with its sign, a date as ISO 8601.</summary>
    /// <param name="cells">Takes the text.</param>
    /// <param name="number">The number as the sheet keeps it.</param>
    /// <param name="format">How it is meant.</param>
    /// <param name="is1904">Whether the workbook counts its days from 1904.</param>
    public static void Write(CellBuffer cells, double number, SheetFormat format, bool is1904)
    {
        if (format == SheetFormat.Percent)
        {
            cells.Add(number * 100);
            cells.Add("%"u8);
        }
        else if (format == SheetFormat.Time && number is >= 0 and < 1)
        {
            cells.Add(TimeOnly.FromTimeSpan(Rounded(number)).ToString("HH:mm:ss", CultureInfo.InvariantCulture));
        }
        else if (format is SheetFormat.Date or SheetFormat.Time && number >= 0 && number < LastDay - DaysOf1904)
        {
            // There was no 29 February 1900, but sheets count one.
            var days = is1904 ? number + DaysOf1904 : number < 60 ? number + 1 : number;
            var moment = new DateTime(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified).AddDays(Math.Floor(days)) + Rounded(days - Math.Floor(days));
            cells.Add(moment, dayOnly: moment.TimeOfDay == TimeSpan.Zero);
        }
        else
        {
            cells.Add(number);
        }
    }

    // A time is kept as a fraction of a day, a little off; nobody answers by the millisecond.
    private static TimeSpan Rounded(double share) => TimeSpan.FromSeconds((long)Math.Min(86_399, Math.Round(share * 86_400)));
}
