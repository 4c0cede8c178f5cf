using System.Globalization;

namespace Symetrie.Api.Plots;

/// <summary>In which light a picture is looked at.</summary>
internal enum Theme
{
    /// <summary>As the viewer's system prefers.</summary>
    Auto,

    /// <summary>On white, whatever the viewer prefers: for an e-mail or a printed page.</summary>
    Light,

    /// <summary>On black.</summary>
    Dark,
}

/// <summary>How a picture is to look: its language, its light and its width.</summary>
/// <param name="French">Whether it speaks French; else English.</param>
/// <param name="Theme">In which light.</param>
/// <param name="Width">The width in CSS pixels; the height follows from what is drawn.</param>
internal sealed record PlotLook(bool French, Theme Theme, int Width)
{
    /// <summary>The narrowest picture that can be read: a telephone's.</summary>
    public const int Narrowest = 320;

    /// <summary>The widest.</summary>
    public const int Widest = 1600;

    /// <summary>The width where none is asked for.</summary>
    public const int Usual = 720;

    private static readonly NumberFormatInfo Point = Format(".");
    private static readonly NumberFormatInfo Comma = Format(",");

    /// <summary>The language as <c>lang</c> has it.</summary>
    public string Language => French ? "fr" : "en";

    /// <summary>What is said, in the picture's language.</summary>
    public string Say(string english, string french) => French ? french : english;

    /// <summary>A figure, with the language's decimal mark and a true minus.</summary>
    public string Figure(double value, int decimals)
    {
        // What rounds to nothing has no sign.
        var rounded = Math.Round(value, decimals, MidpointRounding.AwayFromZero);
        return (rounded == 0 ? 0 : rounded).ToString("F" + decimals, French ? Comma : Point);
    }

    /// <summary>A difference: a figure that always has a sign, but for 0.</summary>
    public string Signed(double value, int decimals)
    {
        var text = Figure(value, decimals);
        return value > 0 && Math.Round(value, decimals, MidpointRounding.AwayFromZero) != 0 ? "+" + text : text;
    }

    /// <summary>An interval, as both languages write it between brackets.</summary>
    public string Interval(double lower, double upper, int decimals) => $"[{Figure(lower, decimals)}; {Figure(upper, decimals)}]";

    /// <summary>What a verdict of the gaps is called.</summary>
    public string Verdict(string verdict) => verdict switch
    {
        "symmetric" => Say("symmetric", "symétrique"),
        "employee-favoured" => Say("employees rate higher", "salariés plus favorables"),
        "customer-favoured" => Say("customers rate higher", "clients plus favorables"),
        "not-comparable" => Say("not asked alike", "questions non comparables"),
        _ => Say("undetermined", "indéterminé"),
    };

    private static NumberFormatInfo Format(string mark) => new() { NumberDecimalSeparator = mark, NegativeSign = "−" };
}
