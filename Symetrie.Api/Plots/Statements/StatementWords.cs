namespace Symetrie.Api.Plots.Statements;

/// <summary>Figures with their uncertainty, in words for people who know no statistics.</summary>
/// <param name="Look">The language.</param>
/// <param name="Confidence">Coverage of the intervals, a proportion.</param>
internal sealed record StatementWords(PlotLook Look, double Confidence)
{
    /// <summary>What is said, in the statement's language.</summary>
    public string Say(string english, string french) => Look.Say(english, french);

    /// <summary>How sure an interval is.</summary>
    public string Sureness => Math.Abs(Confidence - 0.95) < 1e-9
        ? Say("19 times out of 20", "19 fois sur 20")
        : Say($"{Look.Figure(100 * Confidence, 0)} times out of 100", $"{Look.Figure(100 * Confidence, 0)} fois sur 100");

    /// <summary>A score: 55, give or take 2.</summary>
    public string Score(PlotRow row, string column)
    {
        var value = row.Known(column);
        if (row.Real(column + "Lower") is not { } lower || row.Real(column + "Upper") is not { } upper)
            return Say($"{Look.Figure(value, 0)} (how exactly is not known)", $"{Look.Figure(value, 0)} (précision inconnue)");
        var half = Look.Figure(Math.Max(1, Math.Max(upper - value, value - lower)), 0);
        return Say($"{Look.Figure(value, 0)}, give or take {half}", $"{Look.Figure(value, 0)}, à {half} près");
    }

    /// <summary>A range: between 3 and 9.</summary>
    public string Between(double lower, double upper, int decimals = 0) =>
        Say($"between {Look.Figure(lower, decimals)} and {Look.Figure(upper, decimals)}", $"entre {Look.Figure(lower, decimals)} et {Look.Figure(upper, decimals)}");

    /// <summary>A size without sign, with its range.</summary>
    public string Size(double value, double? lower, double? upper, int decimals = 0)
    {
        if (lower is not { } from || upper is not { } to) return Look.Figure(Math.Abs(value), decimals);
        var (low, high) = value < 0 ? (-to, -from) : (from, to);
        return $"{Look.Figure(Math.Abs(value), decimals)} ({Between(low, high, decimals)})";
    }

    /// <summary>What a gap between the two voices comes to.</summary>
    public string Gap(PlotRow row, double margin)
    {
        if (!row.IsShown) return Say("Not shown: too few answers.", "Non diffusé : trop peu de réponses.");
        var (gap, size) = (row.Known("gap"), Size(row.Known("gap"), row.Real("gapLower"), row.Real("gapUpper")));
        return row.Text("verdict") switch
        {
            "symmetric" => Say($"The same, to within {Look.Figure(margin, 0)} points: shown.", $"Pareil, à {Look.Figure(margin, 0)} points près : démontré."),
            "employee-favoured" => Say($"Employees are better treated, by {size} points: shown.", $"Les salariés sont mieux traités, de {size} points : démontré."),
            "customer-favoured" => Say($"Customers are better treated, by {size} points: shown.", $"Les clients sont mieux traités, de {size} points : démontré."),
            "not-comparable" => Say("The two sides were not asked alike: not compared.", "Les deux côtés n’ont pas reçu la même question : pas de comparaison."),
            _ => Say($"Not settled: {Side(gap, size)}; it may be chance.", $"Non tranché : {Side(gap, size)} ; ce peut être le hasard."),
        };
    }

    /// <summary>What somebody is asked, in quotation marks.</summary>
    public string Quote(string text) => Say($"“{Svg.Clean(text)}”", $"«\u00A0{Svg.Clean(text)}\u00A0»");

    /// <summary>A number of things, one or many.</summary>
    public string Count(long n, string one, string many, string un, string plusieurs) => $"{Number(n)} {(Look.French ? n < 2 ? un : plusieurs : n == 1 ? one : many)}";

    /// <summary>A whole number with its thousands apart.</summary>
    public string Number(long n) => n.ToString("#,0", System.Globalization.CultureInfo.InvariantCulture).Replace(",", Look.French ? "\u202F" : ",", StringComparison.Ordinal);

    private string Side(double gap, string size) => gap > 0
        ? Say($"employees {size} points higher", $"salariés {size} points au-dessus")
        : Say($"customers {size} points higher", $"clients {size} points au-dessus");
}
