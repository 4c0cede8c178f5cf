using System.Globalization;
using NUnit.Framework;
using Shouldly;

namespace Symetrie.Analytics.Tests.River;

/// <summary>Real published figures of both voices (NHS staff and inpatient surveys), as they are, against correlations computed by scipy.</summary>
internal sealed class NhsTests
{
    [Test]
    public void The_published_correlations_equal_scipy_s_and_what_has_no_partner_is_listed()
    {
        var folder = Places.OfShared("data", "nhs");
        using var test = new TestStore("year");
        test.KnowFile("nhs-employee");
        test.KnowFile("nhs-customer");
        test.ImportFile(Path.Combine(folder, "employee.csv")).Added.ShouldBe(22563);
        test.ImportFile(Path.Combine(folder, "customer.csv")).Added.ShouldBe(20772);
        test.Recompute();
        var ours = test.Rows("correlations").Where(r => r["level"] == "between").ToDictionary(r => $"{r["employeePeriod"]}|{r["customerPeriod"]}|{r["lag"]}|{r["employeeDimension"]}|{r["customerDimension"]}|{r["stratum"]}", StringComparer.Ordinal);
        var compared = 0;
        foreach (var line in File.ReadLines(Path.Combine(folder, "correlations.csv")).Skip(1))
        {
            var c = line.Split(',');
            // Their index of z-scores and the model-adjusted trust effects are no dimensions of these exports.
            if (c[0][0] == '"' || c[4] == "EX_index") continue;
            Compare(ours, c);
            compared++;
        }

        compared.ShouldBe(968);
        var pairing = test.Rows("pairing");
        pairing.Count(r => r["period"] == "Y2022" && r["pairing"] == "both").ShouldBe(132);
        pairing.Where(r => r["pairing"] == "customer-only" && r["period"] != "Y2020").Select(r => r["team"]).Distinct().ShouldBe(["R1F"]);
        pairing.Where(r => r["period"] is "Y2019" or "Y2023").ShouldAllBe(r => r["pairing"] == "employee-only");
        ours.Values.ShouldNotContain(r => r["customerPeriod"] == "Y2019" || r["customerPeriod"] == "Y2023");
    }

    private static void Compare(Dictionary<string, IReadOnlyDictionary<string, string?>> ours, string[] c)
    {
        var stratum = c[3] == "all_matched" ? "all" : "unit_type=Acute and Acute & Community Trusts";
        var row = ours[$"Y{c[1]}|Y{c[2]}|{int.Parse(c[2], CultureInfo.InvariantCulture) - int.Parse(c[1], CultureInfo.InvariantCulture)}|{c[4]}|{c[6]}|{stratum}"];
        double Number(int i) => double.Parse(c[i], CultureInfo.InvariantCulture);
        // Unfavourable dimensions are reverse-keyed here: the correlation changes sign, and its limits change places.
        var sign = Number(5);
        row["teams"].ShouldBe(c[7]);
        var expected = new (string Column, double Value)[]
        {
            ("pearson", sign * Number(8)), ("p", Number(9)), ("pearsonLower", sign > 0 ? Number(10) : -Number(11)), ("pearsonUpper", sign > 0 ? Number(11) : -Number(10)),
            ("spearman", sign * Number(12)), ("spearmanP", Number(13)), ("kendall", sign * Number(14)),
        };
        // Both sides compute in doubles from figures printed in full: 1e-9. The list's limits of 2019 with 2020 were made with 1.96 where all others have the quantile 1.95996…: 4e-6 apart.
        var rounded = c[1] == "2019";
        foreach (var (column, value) in expected) double.Parse(row[column]!, CultureInfo.InvariantCulture).ShouldBe(value, rounded && column.StartsWith("pearson", StringComparison.Ordinal) && column != "pearson" ? 1e-5 : 1e-9, string.Join(' ', c[..7]) + " " + column);
    }
}
