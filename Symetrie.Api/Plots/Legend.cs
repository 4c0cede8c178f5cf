using System.Xml.Linq;

namespace Symetrie.Api.Plots;

/// <summary>What signs mean, in a row that breaks where the picture ends.</summary>
internal sealed class Legend(Sheet sheet)
{
    private const double Size = 12;
    private const double Left = 12;
    private double x = Left;

    /// <summary>A sign of up to 26 pixels and what it means.</summary>
    /// <param name="sign">Drawn around the origin.</param>
    /// <param name="words">What it means.</param>
    /// <param name="wide">How wide the sign is.</param>
    public void Add(XElement sign, string words, double wide = 14)
    {
        var width = wide + 6 + Svg.WidthOf(words, Size);
        if (x > Left && x + width > sheet.Look.Width - 12) Break();
        sheet.Add(Sheet.At(x + (wide / 2), sheet.Below - 4, sign), sheet.Text(x + wide + 6, sheet.Below, words, Size, Ink.Text));
        x += width + 18;
    }

    /// <summary>Begins a new row.</summary>
    public void Break()
    {
        (x, sheet.Below) = (Left, sheet.Below + 20);
    }
}
