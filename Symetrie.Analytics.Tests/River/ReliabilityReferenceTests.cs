using System.Globalization;
using System.Text;
using NUnit.Framework;
using Shouldly;

namespace Symetrie.Analytics.Tests.River;

/// <summary>Data sets of the R packages multilevel and psych through the whole river, against what those packages say of them. The sets are GPL: they
/// are read where they lie beside the project, and never copied into it.</summary>
internal sealed class ReliabilityReferenceTests
{
    [Test]
    public void Icc_rwg_and_waba_of_bh1996_equal_the_package_multilevel()
    {
        var expected = Expected();
        using var test = new TestStore();
        test.Know("""
            {"key":"bh","voice":"employee","layout":"wide","columns":{"team":"GRP","date":"date"},
             "dimensions":[{"key":"HRS","name":{"en":"Hours","fr":"Hours" }},{"key":"WBEING","name":{"en":"Wellbeing","fr":"Wellbeing" }},{"key":"LEAD","name":{"en":"Leadership","fr":"Leadership" }},{"key":"COHES","name":{"en":"Cohesion","fr":"Cohesion" }}],
             "items":[{"key":"HRS","column":"HRS","dimension":"HRS","scale":{"min":0,"max":24,"decimals":6}},
                      {"key":"WBEING","column":"WBEING","dimension":"WBEING","scale":{"min":0,"max":5,"decimals":6}},
                      {"key":"LEAD","column":"LEAD","dimension":"LEAD","scale":{"min":1,"max":5,"decimals":6}},
                      {"key":"COHES","column":"COHES","dimension":"COHES","scale":{"min":1,"max":5,"decimals":6}}]}
            """);
        Import(test, Path.Combine("multilevel_bh1996", "bh1996.csv"), "GRP", ["HRS", "WBEING", "LEAD", "COHES"]).ShouldBe(7382);
        var rows = test.Rows("reliability").ToDictionary(r => r["dimension"]!, StringComparer.Ordinal);
        foreach (var row in rows.Values) (row["status"], row["teams"], row["n"]).ShouldBe(("ok", "99", "7382"));
        foreach (var dimension in new[] { "HRS", "LEAD", "COHES", "WBEING" })
        {
            // multilevel::ICC1 takes the mean group size (74.6), the row n₀ (73.3), and the import six decimals: the mean squares say how much that is.
            var (row, icc2) = (rows[dimension], expected[$"bh1996|{dimension}|ICC2"]);
            Number(row, "icc2").ShouldBe(icc2, 1e-6);
            var ratio = 1 / (1 - icc2);
            ((ratio - 1) / (ratio - 1 + (7382 / 99d))).ShouldBe(expected[$"bh1996|{dimension}|ICC1"], 1e-9);
            Number(row, "icc1").ShouldBe((ratio - 1) / (ratio - 1 + Number(row, "teamSize")), 1e-6);
            Number(row, "icc1").ShouldBe(expected[$"bh1996|{dimension}|ICC1"], 0.003);
        }

        foreach (var (first, second) in new[] { ("HRS", "WBEING"), ("LEAD", "WBEING") })
        {
            var row = test.Rows("waba").Single(r => (r["firstDimension"], r["secondDimension"]) == (first, second) || (r["firstDimension"], r["secondDimension"]) == (second, first));
            var turned = row["firstDimension"] != first;
            foreach (var (column, name) in new[] { ("total", "RawCorr"), ("between", "CorrB"), ("within", "CorrW"), (turned ? "secondEtaBetween" : "firstEtaBetween", "EtaBx"), (turned ? "firstEtaBetween" : "secondEtaBetween", "EtaBy"), (turned ? "secondEtaWithin" : "firstEtaWithin", "EtaWx"), (turned ? "firstEtaWithin" : "secondEtaWithin", "EtaWy") })
                Number(row, column).ShouldBe(expected[$"bh1996|{first}~{second}|waba_{name}"], 1e-6, $"{first}~{second} {column}: six decimals");
            (Number(row, "betweenComponent") + Number(row, "withinComponent")).ShouldBe(Number(row, "total"), 1e-12);
        }

        // The package takes all 99 groups; two of them have fewer than 20, whose own spread is not shown.
        rows["LEAD"]["agreementTeams"].ShouldBe("97");
        Number(rows["LEAD"], "rwgMean").ShouldBe(expected["bh1996|LEAD|rwg_mean_uniform5"], 0.003);
        Number(rows["LEAD"], "rwgMedian").ShouldBe(expected["bh1996|LEAD|rwg_median_uniform5"], 0.003);
        Number(rows["LEAD"], "rwgMean").ShouldBe(RwgOf(Path.Combine("multilevel_bh1996", "bh1996.csv"), "GRP", ["LEAD"]), 1e-6);
    }

    [Test]
    public void Alpha_and_rwgj_of_lq2002_equal_the_packages_psych_and_multilevel()
    {
        var expected = Expected();
        var items = Enumerable.Range(1, 11).Select(i => $"LEAD{i:00}").ToArray();
        using var test = new TestStore();
        test.Know($$"""{"key":"lq","voice":"employee","layout":"wide","columns":{"team":"COMPID","date":"date"},"dimensions":[{{Names("lead")}}],"items":[{{Items(items, "lead", 1, 5)}}]}""");
        Import(test, Path.Combine("multilevel_lq2002", "lq2002.csv"), "COMPID", items).ShouldBe(2042);
        var row = test.Rows("reliability").Single();
        (row["teams"], row["n"], row["items"], row["itemsN"], row["missing"]).ShouldBe(("49", "2042", "11", "2042", "listwise"));
        // Ten decimals are published.
        Number(row, "alpha").ShouldBe(expected["lq2002|LEAD01-11|cronbach_alpha"], 1e-9);
        Number(row, "icc2").ShouldBe(expected["lq2002|LEAD|ICC2"], 1e-6, "the set's own LEAD column has nine decimals");
        Number(row, "icc1").ShouldBe(expected["lq2002|LEAD|ICC1"], 0.003, "n₀ against the mean group size");
        // Companies of fewer than 20 are in the package's mean and not in the row's.
        Number(row, "rwgMean").ShouldBe(expected["lq2002|LEAD01-11|rwgj_mean_uniform5"], 0.02);
        Number(row, "rwgMean").ShouldBe(RwgOf(Path.Combine("multilevel_lq2002", "lq2002.csv"), "COMPID", items), 1e-9);
        test.Rows("items").Count(r => r["status"] == "ok" && r["team"] != "all-teams").ShouldBe(49 * 11);
    }

    [Test]
    public void Alpha_of_the_big_five_items_equals_the_package_psych()
    {
        var expected = Expected();
        string[] agreeable = ["A1", "A2", "A3", "A4", "A5"], neurotic = ["N1", "N2", "N3", "N4", "N5"];
        using var test = new TestStore();
        test.Know($$"""{"key":"bfi","voice":"customer","layout":"wide","columns":{"team":"team","date":"date"},"dimensions":[{{Names("agreeable", "neurotic")}}],"items":[{{Items(agreeable, "agreeable", 1, 6, "A1")}},{{Items(neurotic, "neurotic", 1, 6)}}]}""");
        Import(test, Path.Combine("psychTools_bfi", "bfi.csv"), "team", [.. agreeable, .. neurotic], line => $"G{line % 28:00}");
        var rows = test.Rows("reliability").ToDictionary(r => r["dimension"]!, StringComparer.Ordinal);
        (rows["agreeable"]["itemsN"], rows["neurotic"]["itemsN"]).ShouldBe(("2709", "2694"));
        // psych::alpha takes pairwise covariances, the row those of complete respondents: 91 and 106 of 2,800 left something out.
        Number(rows["agreeable"], "alpha").ShouldBe(expected["bfi|A1-A5 (A1 reversed)|raw_alpha"], 0.001);
        Number(rows["neurotic"], "alpha").ShouldBe(expected["bfi|N1-N5|raw_alpha"], 0.001);
        // pandas: A.dropna().cov(), A1 reversed.
        Number(rows["agreeable"], "alpha").ShouldBe(0.7037558943748384, 1e-12);
        Number(rows["neurotic"], "alpha").ShouldBe(0.8133031431614368, 1e-12);
        rows.Values.ShouldAllBe(r => r["teamMeans"] == "not-supported", "the teams were dealt out at random");
    }

    private static string Names(params string[] keys) => string.Join(',', keys.Select(k => "{\"key\":\"" + k + "\",\"name\":{\"en\":\"" + k + "\",\"fr\":\"" + k + "\"}}"));

    private static string Items(string[] keys, string dimension, int min, int max, string reversed = "") =>
        string.Join(',', keys.Select(k => $$"""{"key":"{{k}}","column":"{{k}}","dimension":"{{dimension}}","scale":{"min":{{min}},"max":{{max}}},"reversed":{{(k == reversed ? "true" : "false")}}}"""));

    private static long Import(TestStore test, string file, string team, string[] columns, Func<int, string>? teamOf = null)
    {
        var (head, lines) = Read(file);
        var text = new StringBuilder($"{team},date,{string.Join(',', columns)}\n");
        for (var i = 0; i < lines.Length; i++)
        {
            text.Append(teamOf?.Invoke(i) ?? $"G{lines[i][head[team]]}").Append(",2026-01-05");
            foreach (var column in columns)
            {
                var cell = lines[i][head[column]];
                text.Append(',').Append(cell.Length == 0 ? "" : decimal.Round(decimal.Parse(cell, CultureInfo.InvariantCulture), 6).ToString("0.######", CultureInfo.InvariantCulture));
            }

            text.Append('\n');
        }

        var report = test.Import(text.ToString());
        test.Recompute();
        return report.Added;
    }

    // From the definition, over groups of 20 or more, as a second opinion on the set itself.
    private static double RwgOf(string file, string team, string[] columns)
    {
        var (head, lines) = Read(file);
        return lines.GroupBy(l => l[head[team]]).Where(g => g.Count() >= 20).Average(g =>
        {
            var ratio = columns.Average(c =>
            {
                var values = g.Select(l => double.Parse(l[head[c]], CultureInfo.InvariantCulture)).ToArray();
                return values.Sum(v => (v - values.Average()) * (v - values.Average())) / (values.Length - 1) / 2;
            });
            return ratio >= 1 ? 0 : columns.Length * (1 - ratio) / ((columns.Length * (1 - ratio)) + ratio);
        });
    }

    private static (Dictionary<string, int> Head, string[][] Lines) Read(string file)
    {
        var lines = File.ReadLines(Places.OfShared("data", "single", file)).Select(l => l.Split(',').Select(c => c.Trim('"')).ToArray()).ToArray();
        return (lines[0].Select((c, i) => (c, i)).ToDictionary(p => p.c, p => p.i, StringComparer.Ordinal), [.. lines.Skip(1).Select(l => l.Select(c => c == "NA" ? "" : c).ToArray())]);
    }

    private static Dictionary<string, double> Expected() =>
        File.ReadLines(Places.OfShared("data", "single", "reference_values", "r_reference_values.csv")).Skip(1).Select(l => l.Split(',')).ToDictionary(
            l => $"{l[0]}|{l[1]}|{l[2]}", l => double.Parse(l[3], CultureInfo.InvariantCulture), StringComparer.Ordinal);

    private static double Number(IReadOnlyDictionary<string, string?> row, string column) => double.Parse(row[column]!, CultureInfo.InvariantCulture);
}
