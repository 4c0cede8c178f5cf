using System.Text;
using System.Xml.Linq;

namespace Symetrie.Api.Plots;

/// <summary>Colours elements so that they are right without any style sheet (an e-mail may drop it), and turn dark where the viewer prefers that.</summary>
internal sealed class Paint(Theme theme)
{
    private readonly SortedDictionary<string, Ink> used = new(StringComparer.Ordinal);

    /// <summary>The attributes of an element of these inks.</summary>
    /// <param name="fill">What fills it; null for nothing.</param>
    /// <param name="stroke">What draws its outline; null for none.</param>
    public IEnumerable<XAttribute> Of(Ink? fill = null, Ink? stroke = null)
    {
        yield return new XAttribute("fill", fill is null ? "none" : Colour(fill));
        if (stroke is not null) yield return new XAttribute("stroke", Colour(stroke));
        var classes = string.Join(' ', new[] { Class("f", fill), Class("s", stroke) }.OfType<string>());
        if (classes.Length > 0) yield return new XAttribute("class", classes);
    }

    /// <summary>The style sheet that turns the picture dark; null where its light is fixed.</summary>
    public XElement? Style()
    {
        if (theme != Theme.Auto) return null;
        var css = new StringBuilder("@media (prefers-color-scheme:dark){");
        foreach (var (name, ink) in used) css.Append('.').Append(name).Append(name[0] == 'f' ? "{fill:" : "{stroke:").Append(ink.Dark).Append('}');
        return new XElement(Svg.Space + "style", css.Append('}').ToString());
    }

    private string Colour(Ink ink) => theme == Theme.Dark ? ink.Dark : ink.Light;

    private string? Class(string kind, Ink? ink)
    {
        if (ink is null || theme != Theme.Auto) return null;
        used[$"{kind}-{ink.Name}"] = ink;
        return $"{kind}-{ink.Name}";
    }
}
