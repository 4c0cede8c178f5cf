using System.Globalization;
using System.Text;

namespace Symetrie.Benchmarks.Samples;

/// <summary>The customers' exports as a French spreadsheet writes them: semicolons, decimal commas, dd/mm/yyyy, CRLF; shops by name.</summary>
public static class SampleFrench
{
    private static readonly CultureInfo Comma = new("") { NumberFormat = { NumberDecimalSeparator = "," } };
    private static readonly string[] PanelCodes = ["INFO", "RESP", "EQUI", "APPA", "INIT", "RECO", "COMM", "AUTO", "PART", "SATI", "NPS"];

    /// <summary>A row a customer, Windows-1252.</summary>
    public static byte[] Customers()
    {
        var text = new StringBuilder("N° réponse;Date de visite;Magasin;Montant (€)");
        foreach (var item in SampleQuestionnaire.Items) text.Append(';').Append(item.French);
        text.Append(";Commentaire\r\n");
        var number = 0;
        foreach (var (shop, quarter) in SampleExports.Cells())
        {
            var till = SampleRandom.For(6, shop.Number, quarter);
            foreach (var answer in SampleVisits.Customers(shop, quarter)) Customer(text, ++number, shop, answer, till);
        }

        return Encoding1252().GetBytes(text.ToString());
    }

    /// <summary>A row a shop, quarter and dimension with the mean, the number of answers and the standard deviation; UTF-8 with BOM.</summary>
    public static byte[] Panel()
    {
        var text = new StringBuilder("\uFEFFMagasin;Trimestre;Dimension;Note;Répondants;Écart-type\r\n");
        foreach (var (shop, quarter) in SampleExports.Cells())
        {
            var answers = SampleVisits.Panel(shop, quarter).ToArray();
            for (var d = 0; answers.Length > 0 && d < PanelCodes.Length; d++)
            {
                var scores = answers.Select(a => Score(a.Answers, d)).OfType<double>().ToArray();
                var mean = scores.Average();
                var sd = Math.Sqrt(scores.Sum(s => (s - mean) * (s - mean)) / (scores.Length - 1));
                text.Append(Comma, $"{shop.Name};{SampleTree.Quarters[quarter].French};{PanelCodes[d]};{mean:F2};{scores.Length};{sd:F2}\r\n");
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Customer(StringBuilder text, int number, SampleShop shop, SampleAnswer answer, SampleRandom till)
    {
        var amount = (300 + till.Below(6700)) / 100m;
        text.Append(Comma, $"C{number:D5};{answer.Day:dd'/'MM'/'yyyy};{SampleLabels.Spelling(shop.Name, till)};{amount:F2}");
        foreach (var point in answer.Answers)
        {
            text.Append(';');
            if (point >= 0) text.Append(point);
            else if (till.Happens(0.5)) text.Append("n.r.");
        }

        text.Append(';').Append(Quoted(SampleLabels.Remark(till))).Append("\r\n");
    }

    // The mean of the answered items of a dimension on the scale as asked, the reversed one turned.
    private static double? Score(int[] answers, int dimension)
    {
        var (sum, n) = (0, 0);
        for (var i = 0; i < answers.Length; i++)
        {
            var item = SampleQuestionnaire.Items[i];
            if (item.Dimension != dimension || answers[i] < 0) continue;
            sum += item.Reversed ? item.Min + item.Max - answers[i] : answers[i];
            n++;
        }

        return n == 0 ? null : sum / (double)n;
    }

    private static string Quoted(string remark) =>
        remark.AsSpan().IndexOfAny(";\"\r\n") < 0 ? remark : $"\"{remark.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static Encoding Encoding1252()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding(1252, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
    }
}
