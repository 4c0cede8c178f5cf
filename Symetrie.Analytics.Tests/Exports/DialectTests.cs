using NUnit.Framework;
using Shouldly;
using Symetrie.Api.Exports;

namespace Symetrie.Analytics.Tests.Exports;

/// <summary>One table in every dialect gives the same responses.</summary>
public sealed class DialectTests
{
    [TestCase("staff-utf8.csv", "csv", "utf-8", ',', '.', 1)]
    [TestCase("staff-bom-semicolon-comma.csv", "csv", "utf-8", ';', ',', 1)]
    [TestCase("staff-windows-1252-sep.csv", "csv", "windows-1252", ';', ',', 2)]
    [TestCase("staff-utf16.tsv", "tsv", "utf-16", '\t', '.', 1)]
    [TestCase("staff-utf16be.csv", "csv", "utf-16be", ',', '.', 1)]
    [TestCase("staff-cr.csv", "csv", "utf-8", ',', '.', 1)]
    [TestCase("staff-no-last-line-end.csv", "csv", "utf-8", ',', '.', 1)]
    public void EveryDialectGivesTheSameResponses(string file, string format, string encoding, char delimiter, char mark, int headerLine)
    {
        var (shape, rows) = Samples.Read(Samples.Bytes("good", file), Samples.Staff);
        (shape.Format, shape.Encoding, shape.Delimiter, shape.DecimalMark, shape.HeaderLine).ShouldBe((format, encoding, delimiter, mark, (long)headerLine));
        rows.ShouldAllBe(r => r.Rejection == null && !r.Blank);
        var responses = rows.Select(r => r.Response!).ToList();

        // The second row's comment holds a line break: physical lines, not rows.
        responses.Select(r => r.Line - headerLine).ShouldBe([1, 2, 4, 5]);
        responses.Select(r => r.Respondent).ShouldBe(["e1", "e2", "e3", "e4"]);
        responses.Select(r => (r.Team, r.TeamName, r.Attributes.Single())).ShouldBe([("T1", "Accueil", "Île-de-France"), ("T1", "Accueil", "Île-de-France"), ("T2", "Atelier \"B\"", "Sud"), ("T2", "Atelier \"B\"", "Sud")]);
        responses.Select(r => r.Day).ShouldBe([new(2026, 9, 1), new(2026, 9, 13), new(2026, 9, 21), new(2026, 9, 30)]);
        responses.Select(r => Samples.Steps(r, Samples.Staff)).ShouldBe([[4, 75], [3, 37], [-1, 100], [0, -1]]);
    }

    [Test]
    public void TheShapeTellsWhatEachColumnWasTakenFor()
    {
        var (shape, _) = Samples.Read(Samples.Bytes("good", "staff-bom-semicolon-comma.csv"), Samples.Staff);
        shape.Columns.Select(c => c.TakenFor).ShouldBe(["respondent", "team", "teamName", "attribute region", "date", "item q1", "item q2", "ignored", "ignored", "ignored"]);
        shape.Columns[5].Header.ShouldBe("Q1. On me respecte");
    }

    [Test]
    public void ADecimalCommaIsNeverAThousandsMark()
    {
        const string header = "Identifiant,Équipe,Nom,Région,Date,Q1. On me respecte,Q2\n";
        Value(header + "e,T,N,R,2026-09-01,4,\"3,7\"\n").ShouldBe(37);
        var mixed = Samples.Read(header + "e,T,N,R,2026-09-01,4,3.7\ne,T,N,R,2026-09-01,4,3.1\ne,T,N,R,2026-09-01,4,\"3,7\"\n", Samples.Staff).Rows[2].Rejection!;
        (mixed.Code, mixed.Reason, mixed.Text).ShouldBe(("not-a-number", "the decimal mark of this file is '.'", "3,7"));

        static int Value(string text) => Samples.Steps(Samples.Read(text, Samples.Staff).Rows[0].Response!, Samples.Staff)[1];
    }

    [Test]
    public void AHeaderWithoutRowsIsAnExportOfNothing()
    {
        var (shape, rows) = Samples.Read("Identifiant,Équipe,Nom,Région,Date,Q1. On me respecte,Q2", Samples.Staff);
        rows.ShouldBeEmpty();
        shape.DecimalMark.ShouldBeNull();
    }

    [Test]
    public void AnAccentBeyondTheHeadStillTellsTheEncoding()
    {
        var lines = string.Concat(Enumerable.Range(0, 5_000).Select(i => $"e{i},T1,Accueil,Sud,2026-09-01,4,7\n"));
        var text = "Identifiant,Equipe,Nom,Region,Date,Q1. On me respecte,Q2\n" + lines + "e,T1,Été,Sud,2026-09-01,4,7\n";
        var latin = System.Text.CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
        foreach (var (bytes, name) in new[] { (latin.GetBytes(text), "windows-1252"), (System.Text.Encoding.UTF8.GetBytes(text), "utf-8") })
        {
            bytes.Length.ShouldBeGreaterThan(100_000);
            var (shape, rows) = Samples.Read(bytes, Samples.Staff);
            shape.Encoding.ShouldBe(name);
            rows[^1].Response!.TeamName.ShouldBe("Été");
        }
    }

    [Test]
    public void EmptyLinesAboveTheHeaderArePassedOver()
    {
        var (shape, rows) = Samples.Read("\n;;;;;;\nIdentifiant;Équipe;Nom;Région;Date;Q1. On me respecte;Q2\n;;;;;;\n\n   \ne;T;N;R;2026-09-01;4;7\n", Samples.Staff);
        shape.HeaderLine.ShouldBe(3);
        rows.Select(r => r.Blank).ShouldBe([true, true, false]);
        rows[2].Response!.Line.ShouldBe(7);
    }

    [Test]
    public void TheCallersStreamStaysOpenAndProgressIsInBytes()
    {
        var bytes = Samples.Bytes("good", "staff-utf8.csv");
        using var stream = new MemoryStream(bytes);
        using (var reader = ExportReader.Open(stream, Samples.Staff, Samples.Quarters))
        {
            reader.Rows().Count().ShouldBe(4);
            reader.BytesRead.ShouldBe(bytes.Length);
        }

        stream.CanRead.ShouldBeTrue();
    }
}
