namespace Symetrie.Api.Exports.Formats.Spss;

/// <summary>A variable of an SPSS file, and how its values become text.</summary>
/// <param name="Name">Its name, the long one where it has one.</param>
/// <param name="Width">0 of a number; the bytes of a string.</param>
internal sealed record SpssVariable(string Name, int Width)
{
    // Days are counted from the first of the Gregorian calendar.
    private static readonly DateTime Epoch = new(1582, 10, 14, 0, 0, 0, DateTimeKind.Unspecified);
    private static readonly double LastSecond = (new DateTime(9999, 12, 31, 0, 0, 0, DateTimeKind.Unspecified) - Epoch).TotalSeconds;

    /// <summary>Its label: what it asks.</summary>
    public string Label { get; init; } = "";

    /// <summary>Where in a case its bytes stand, in order.</summary>
    public IReadOnlyList<(int Start, int Length)> Pieces { get; init; } = [];

    /// <summary>The kind of its print format.</summary>
    public int Format { get; init; }

    /// <summary>The numbers that mean there is no answer.</summary>
    public IReadOnlyList<double> MissingNumbers { get; init; } = [];

    /// <summary>The lowest and the highest number of a range that means there is no answer.</summary>
    public (double Low, double High)? MissingRange { get; init; }

    /// <summary>The strings that mean there is no answer, without blanks at their end.</summary>
    public IReadOnlyList<byte[]> MissingTexts { get; init; } = [];

    /// <summary>Writes the text of a number into the open cell: dates and times as ISO 8601; nothing where it is missing.</summary>
    public void Write(CellBuffer cells, double number, double systemMissing)
    {
        if (number.Equals(systemMissing) || IsMissing(number)) return;
        WriteValue(cells, number);
    }

    /// <summary>Writes the text of a number into the open cell, missing or not.</summary>
    public void WriteValue(CellBuffer cells, double number)
    {
        if (IsDate && number >= 0 && number < LastSecond) cells.Add(Epoch.AddTicks((long)Math.Round(number * 1000) * TimeSpan.TicksPerMillisecond), dayOnly: Format is not (22 or 41));
        else if (IsTime && Math.Abs(number) < LastSecond) WriteTime(cells, number);
        else cells.Add(number);
    }

    /// <summary>Whether a string means that there is no answer.</summary>
    public bool IsMissing(ReadOnlySpan<byte> text)
    {
        foreach (var missing in MissingTexts)
            if (text.SequenceEqual(missing)) return true;
        return false;
    }

    // DATE, DATETIME, ADATE, JDATE, MOYR, QYR, WKYR, EDATE, SDATE, YMDHMS.
    private bool IsDate => Width == 0 && Format is 20 or 22 or 23 or 24 or 28 or 29 or 30 or 38 or 39 or 41;

    // TIME, DTIME, MTIME.
    private bool IsTime => Width == 0 && Format is 21 or 25 or 40;

    private bool IsMissing(double number) => MissingNumbers.Contains(number) || (MissingRange is { } range && number >= range.Low && number <= range.High);

    private static void WriteTime(CellBuffer cells, double seconds)
    {
        var time = TimeSpan.FromMilliseconds((long)Math.Round(Math.Abs(seconds) * 1000));
        var whole = (long)time.TotalHours;
        cells.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{(seconds < 0 ? "-" : "")}{whole:00}:{time.Minutes:00}:{time.Seconds:00}{(time.Milliseconds > 0 ? $".{time.Milliseconds:000}" : "")}"));
    }
}
