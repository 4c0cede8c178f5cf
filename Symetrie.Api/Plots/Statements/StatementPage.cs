using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Symetrie.Api.Plots.Statements;

/// <summary>One page for customers and employees: what both say, where it is the same, what was done, and how all this is known. HTML and SVG without script, prints on A4.</summary>
internal static class StatementPage
{
    private const string Style = """
        @page { size: A4; margin: 14mm 15mm 16mm }
        * { box-sizing: border-box }
        html { color-scheme: light }
        body { margin: 0 auto; max-width: 46rem; padding: 1.2rem; font: 11pt/1.45 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Liberation Sans", sans-serif; color: #1b1f24; background: #fff }
        header { border-bottom: 3px solid #00805c; margin-bottom: 1rem; padding-bottom: .6rem }
        h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .2rem }
        h2 { font-size: 1.15rem; margin: 1.5rem 0 .4rem; break-after: avoid }
        p, ul { margin: .35rem 0 .6rem }
        li { margin-bottom: .25rem }
        .soft { color: #57606a; font-size: .88em }
        .lead { font-size: 1.08rem }
        table { border-collapse: collapse; width: 100% }
        th, td { text-align: left; vertical-align: top; padding: .3rem .5rem .3rem 0; border-bottom: 1px solid #e4e8ec }
        thead th { font-size: .85em; color: #57606a; font-weight: 600 }
        tr { break-inside: avoid }
        td.bars { width: 15rem } td.bars span { font-size: .9em } td .soft { display: block; line-height: 1.3 }
        .employee { color: #0072b2 } .customer { color: #c04d00 }
        .verdict { font-weight: 600 }
        figure { margin: .6rem 0; break-inside: avoid }
        figure svg { width: 100%; height: auto; display: block }
        .box { background: #f4f6f8; border-left: 4px solid #8b949e; padding: .5rem .8rem; break-inside: avoid }
        footer { margin-top: 1.4rem; border-top: 1px solid #8b949e; padding-top: .5rem; font-size: .85em; color: #57606a }
        code { font-family: ui-monospace, Consolas, "Liberation Mono", monospace; font-size: .95em; overflow-wrap: anywhere }
        @media print { body { max-width: none; padding: 0; font-size: 9.5pt } h2 { margin-top: 1.1rem } }
        """;

    /// <summary>Writes a statement.</summary>
    public static string Write(StatementContent content, PlotLook look)
    {
        var words = new StatementWords(look with { Theme = Theme.Light, Width = PlotLook.Usual }, content.Confidence);
        var title = words.Say("What we give our employees, and what we give our customers", "Ce que nous donnons à nos salariés, et ce que nous donnons à nos clients");
        var page = new XElement("html", new XAttribute("lang", look.Language),
            new XElement("head",
                new XElement("meta", new XAttribute("charset", "utf-8")), new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
                new XElement("title", $"{Svg.Clean(content.Whole.Name)}, {content.Period}: {title}"), new XElement("style", Style)),
            new XElement("body", new XAttribute("data-snapshot", content.Snapshot.Id), new XAttribute("data-period", content.Period), Header(content, words, title),
                new XElement("main",
                    StatementVoices.Summary(content, words), StatementVoices.Table(content, words), StatementVoices.Teams(content, words),
                    StatementChain.Part(content, words), StatementOutcomes.Part(content, words), StatementDeeds.Part(content, words), StatementMethod.Part(content, words)),
                StatementMethod.Footer(content, words)));
        return Text(page);
    }

    /// <summary>A paragraph.</summary>
    public static XElement P(string text, string? style = null) => new("p", style is null ? null : new XAttribute("class", style), Svg.Clean(text));

    /// <summary>A heading.</summary>
    public static XElement H(string text) => new("h2", Svg.Clean(text));

    /// <summary>A list.</summary>
    public static XElement List(IEnumerable<string> lines) => new("ul", lines.Select(l => new XElement("li", Svg.Clean(l))));

    /// <summary>A part of the page; null where it has nothing to say.</summary>
    public static XElement Section(string id, params IEnumerable<object?> content) => new("section", new XAttribute("id", id), content);

    private static XElement Header(StatementContent content, StatementWords words, string title) => new("header",
        P($"{content.Whole.Name} · {content.Period}", "soft"), new XElement("h1", title),
        P(words.Say(
            "We ask both the same things. A company that wants its customers well treated begins with those who serve them: the two should be alike. Here is how far they are, published as one publishes accounts.",
            "Nous posons aux deux les mêmes questions. Une entreprise qui veut que ses clients soient bien traités commence par celles et ceux qui les servent : les deux devraient se ressembler. Voici où nous en sommes, publié comme on publie ses comptes."), "lead"));

    // HTML: elements that hold nothing but may are never written short, and an XML declaration is none of it.
    private static string Text(XElement page)
    {
        foreach (var empty in page.Descendants().Where(e => e.IsEmpty && e.Name.Namespace == XNamespace.None && e.Name.LocalName is not ("meta" or "br")).ToArray()) empty.Add("");
        var text = new StringBuilder("<!doctype html>\n");
        using (var writer = XmlWriter.Create(new StringWriter(text, CultureInfo.InvariantCulture), new XmlWriterSettings { OmitXmlDeclaration = true })) page.Save(writer);
        return text.Append('\n').ToString();
    }
}
