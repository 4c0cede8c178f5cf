using System.Globalization;
using NUnit.Framework;
using Shouldly;

namespace Symetrie.Analytics.Tests.River;

/// <summary>Real published figures of both voices (NHS staff and inpatient surveys), as they are, against correlations computed by scipy.</summary>
internal sealed class NhsTests
{
    [Test]
    public void The_figures_that_are_carried_here_correlate_as_scipy_says()
    {
        using var test = Filled(Places.OfData("reference", "nhs"), employees: 792, customers: 530);
        var ours = Between(test);
        CompareAll(ours, Places.OfData("reference", "nhs", "correlations.csv")).ShouldBe(48);
        // Specialist trusts score high with both voices: given the type of trust, little is left of r.
        var row = ours["Y2022|Y2022|0|Autonomy|S10|all"];
        (row["partialOn"], row["teams"]).ShouldBe(("unit_type", "132"));
        Number(row["headline"]).ShouldBeLessThan(0.5 * Number(row["pearson"]));
        // Published figures without a spread: how reliable they are cannot be told.
        row["employeeReliability"].ShouldBeNull();
        row["disattenuated"].ShouldBeNull();
    }

    [Test]
    public void The_published_correlations_equal_scipy_s_and_what_has_no_partner_is_listed()
    {
        var folder = Places.OfShared("data", "nhs");
        using var test = Filled(folder, employees: 22563, customers: 20772);
        var ours = Between(test);
        CompareAll(ours, Path.Combine(folder, "correlations.csv")).ShouldBe(968);
        var pairing = test.Rows("pairing");
        pairing.Count(r => r["period"] == "Y2022" && r["pairing"] == "both").ShouldBe(132);
        pairing.Where(r => r["pairing"] == "customer-only" && r["period"] != "Y2020").Select(r => r["team"]).Distinct().ShouldBe(["R1F"]);
        pairing.Where(r => r["period"] is "Y2019" or "Y2023").ShouldAllBe(r => r["pairing"] == "employee-only");
        ours.Values.ShouldNotContain(r => r["customerPeriod"] == "Y2019" || r["customerPeriod"] == "Y2023");
    }

    private static TestStore Filled(string folder, int employees, int customers)
    {
        var test = new TestStore("year");
        test.KnowFile("nhs-employee");
        test.KnowFile("nhs-customer");
        test.ImportFile(Path.Combine(folder, "employee.csv")).Added.ShouldBe(employees);
        test.ImportFile(Path.Combine(folder, "customer.csv")).Added.ShouldBe(customers);
        test.Recompute();
        return test;
    }

    private static Dictionary<string, IReadOnlyDictionary<string, string?>> Between(TestStore test) => test.Rows("correlations").Where(r => r["level"] == "between")
        .ToDictionary(r => $"{r["employeePeriod"]}|{r["customerPeriod"]}|{r["lag"]}|{r["employeeDimension"]}|{r["customerDimension"]}|{r["stratum"]}", StringComparer.Ordinal);

    private static int CompareAll(Dictionary<string, IReadOnlyDictionary<string, string?>> ours, string file)
    {
        var compared = 0;
        foreach (var line in File.ReadLines(file).Skip(1))
        {
            var c = line.Split(',');
            // Their index of z-scores and the model-adjusted trust effects are no dimensions of these exports.
            if (c[0][0] == '"' || c[4] == "EX_index") continue;
            Compare(ours, c);
            compared++;
        }

        return compared;
    }

    private static void Compare(Dictionary<string, IReadOnlyDictionary<string, string?>> ours, string[] c)
    {
        var stratum = c[3] == "all_matched" ? "all" : "unit_type=Acute and Acute & Community Trusts";
        var row = ours[$"Y{c[1]}|Y{c[2]}|{Number(c[2]) - Number(c[1])}|{c[4]}|{c[6]}|{stratum}"];
        // Unfavourable dimensions are reverse-keyed here: the correlation changes sign, and its limits change places.
        var sign = Number(c[5]);
        row["teams"].ShouldBe(c[7]);
        var (lower, upper) = sign > 0 ? (Number(c[10]), Number(c[11])) : (-Number(c[11]), -Number(c[10]));
        // Both sides compute in doubles from figures printed in full: 1e-9. The list's limits of 2019 with 2020 were made with 1.96, all others with the quantile 1.95996…: up to 4e-6 apart.
        var limits = c[1] == "2019" ? 1e-5 : 1e-9;
        var expected = new (string Column, double Value, double Tolerance)[]
        {
            ("pearson", sign * Number(c[8]), 1e-9), ("p", Number(c[9]), 1e-9), ("pearsonLower", lower, limits), ("pearsonUpper", upper, limits),
            ("spearman", sign * Number(c[12]), 1e-9), ("spearmanP", Number(c[13]), 1e-9), ("kendall", sign * Number(c[14]), 1e-9),
        };
        foreach (var (column, value, tolerance) in expected) Number(row[column]).ShouldBe(value, tolerance, string.Join(' ', c[..7]) + " " + column);
    }

    private static double Number(string? text) => double.Parse(text!, CultureInfo.InvariantCulture);
}
