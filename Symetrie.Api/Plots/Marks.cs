using System.Xml.Linq;

namespace Symetrie.Api.Plots;

/// <summary>What a verdict looks like: its shape alone tells it. The triangles point along the axis of the voice they favour.</summary>
internal static class Marks
{
    /// <summary>The verdicts, those that are drawn last standing last.</summary>
    public static IReadOnlyList<string> Verdicts { get; } = ["not-comparable", "undetermined", "customer-favoured", "employee-favoured", "symmetric"];

    /// <summary>The place of a verdict among them; −1 where there is none.</summary>
    public static int Rank(string verdict) => Verdicts.TakeWhile(v => v != verdict).Count() is var place && place < Verdicts.Count ? place : -1;

    /// <summary>The mark of a verdict around the origin.</summary>
    public static XElement Of(Sheet sheet, string verdict, double size = 5)
    {
        var (ink, far, near) = (Ink.OfVerdict(verdict), size * 1.2, size * 0.75);
        return verdict switch
        {
            "symmetric" => sheet.Disc(size, ink, Ink.Paper),
            "employee-favoured" => sheet.Shape("polygon", [(far, 0), (-near, -size * 1.1), (-near, size * 1.1)], ink, Ink.Paper),
            "customer-favoured" => sheet.Shape("polygon", [(0, -far), (size * 1.1, near), (-size * 1.1, near)], ink, Ink.Paper),
            "not-comparable" => sheet.Shape("polygon", [(0, -size), (size, 0), (0, size), (-size, 0)], Ink.Paper, ink, new XAttribute("stroke-width", "1.4")),
            _ => sheet.Disc(size * 0.8, Ink.Paper, ink),
        };
    }
}
