using System.Globalization;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Measures;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Tests.Measures;

/// <summary>Whole rows of <c>gaps</c> and <c>symmetry</c> on hospital trusts against numpy and scipy (<c>data/reference/symmetry</c> says with which command).</summary>
internal sealed class HospitalTests
{
    private static readonly MadePanel Hospitals = Made();

    [Test]
    public void Every_gap_equals_scipy_s()
    {
        var rows = Hospitals.Rows<GapRow>("gaps").Where(r => r.Status == RowStatus.Ok && r.Team != "org").ToDictionary(r => $"{r.Team}|{r.Dimension}", StringComparer.Ordinal);
        var expected = Read("gaps.csv");
        rows.Count.ShouldBe(expected.Count);
        rows.Values.Select(r => r.Verdict).Distinct().Count().ShouldBeGreaterThan(3, "the case must have something of every verdict");
        foreach (var line in expected) Compare("gaps", rows[$"{line["team"]}|{line["dimension"]}"], line, Tolerance);
    }

    [Test]
    public void Every_row_of_symmetry_equals_scipy_s()
    {
        var rows = Hospitals.Rows<SymmetryRow>("symmetry").Where(r => r.Status != RowStatus.TooFewTeams).ToDictionary(r => $"{r.Dimension}|{r.Stratum}", StringComparer.Ordinal);
        var expected = Read("symmetry.csv");
        rows.Count.ShouldBe(expected.Count);
        foreach (var line in expected) Compare("symmetry", rows[$"{line["dimension"]}|{line["stratum"]}"], line, Tolerance);
    }

    // Shrinkage: two grids over tau. Ranks and the bootstrap: other draws. Restricted likelihood: a search for the top of a flat curve.
    private static double Tolerance(string column) => column switch
    {
        "rank" => 3.5,
        "identityP" => 0.05,
        _ when column.StartsWith("shrunken", StringComparison.Ordinal) => 1e-5,
        _ when column.Contains("Reml", StringComparison.Ordinal) => 1e-4,
        _ => 1e-8,
    };

    private static void Compare(string measure, IRow row, IReadOnlyDictionary<string, string> expected, Func<string, double> tolerance)
    {
        var columns = MeasureCatalogue.Find(measure)!.Columns.ToDictionary(c => c.Name, StringComparer.Ordinal);
        foreach (var (name, text) in expected)
        {
            if (!columns.TryGetValue(name, out var column) || column.IsSubject) continue;
            var what = $"{expected["dimension"]} {expected.GetValueOrDefault("team")}{expected.GetValueOrDefault("stratum")} {name}";
            if (text.Length == 0) (column.Text(row) ?? column.Real(row)?.ToString(CultureInfo.InvariantCulture)).ShouldBeNull(what);
            else if (column.Kind == ColumnKind.Text) column.Text(row).ShouldBe(text, what);
            else (column.Real(row) ?? column.Integer(row)!.Value).ShouldBe(double.Parse(text, CultureInfo.InvariantCulture), tolerance(name), what);
        }
    }

    private static MadePanel Made()
    {
        var made = new MadePanel { Dimensions = ["nurses", "dignity", "experience"] };
        foreach (var line in Read("nhs-2022.csv"))
        {
            double Number(string column) => double.Parse(line[column], CultureInfo.InvariantCulture);
            made.Team(line["team"], "org", ("type", line["type"]));
            made.Figure(Voice.Employee, line["team"], line["dimension"], (long)Number("employees"), Number("employeeMean"), Number("employeeSd"));
            made.Figure(Voice.Customer, line["team"], line["dimension"], (long)Number("customers"), Number("customerMean"), Number("customerSd"));
        }

        return made;
    }

    private static List<Dictionary<string, string>> Read(string file)
    {
        var lines = File.ReadAllLines(Places.OfData("reference", "symmetry", file));
        var names = lines[0].Split(',');
        return [.. lines.Skip(1).Select(l => l.Split(',').Zip(names).ToDictionary(p => p.Second, p => p.First, StringComparer.Ordinal))];
    }
}
