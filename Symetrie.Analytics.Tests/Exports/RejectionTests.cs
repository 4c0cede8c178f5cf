using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Exports;

namespace Symetrie.Analytics.Tests.Exports;

/// <summary>Every bad row is a rejection with its physical line, column, code and text; the good rows around it are read.</summary>
public sealed class RejectionTests
{
    [Test]
    public void BadRowsOfAWideExport()
    {
        var (_, rows) = Samples.Read(Samples.Bytes("broken", "rows-rejected.csv"), Samples.Staff);
        Told(rows).ShouldBe([
            "4|Q1. On me respecte|out-of-scale|6", "5|Q1. On me respecte|unknown-label|Plutôt", "6|Q2|not-a-number|sept", "7|Date|bad-date|2026-02-30", "8|Équipe|missing-team|",
            "9||wrong-cell-count|e1,T1,Accueil", "10||wrong-cell-count|e1,T1,Accueil,Sud,2026-09-01,4,7.5,x,y", "11||bad-quoting|e1,T1,\"ab\"c,Sud,2026-09-01,4,7.5,", "12|Q2|not-a-number|3,7",
            "13|Date|missing-date|", "15|Q1. On me respecte|out-of-scale|3.5", "17|Q2|out-of-scale|7.55", "18|Équipe|missing-team|  ", "22|Q2|out-of-scale|-1", "23|Date|bad-date|yesterday", "24|Q2|not-a-number|7.", "25|Q2|not-a-number|1.234.5",
        ]);
        rows.Where(r => r.Response is not null).Select(r => r.Response!.Line).ShouldBe([2, 16, 19, 20, 21]);
        rows.Count(r => r.Blank).ShouldBe(1);
        rows.ShouldAllBe(r => (r.Response != null ? 1 : 0) + (r.Rejection != null ? 1 : 0) + (r.Blank ? 1 : 0) == 1);
        rows.Select(r => r.Response).OfType<Response>().Single(r => r.Line == 21).Content.ShouldBe(AnswerCode.Write([3, 100]));
    }

    [Test]
    public void BadRowsOfAnAggregateExport()
    {
        var (_, rows) = Samples.Read(Samples.Bytes("broken", "figures-rejected.csv"), Samples.Figures);
        Told(rows).ShouldBe([
            "2|score|out-of-scale|11", "3|period|unknown-period|2026-Q5", "4|period|missing-period|", "5|theme|unknown-dimension|resp", "6|n|bad-count|-1", "7|n|bad-count|1,234", "8|n|bad-count|4.5",
            "9|sd|out-of-scale|-1", "10|score|not-a-number|n/a", "11|n|bad-count|many", "12|sd|not-a-number|wide",
        ]);
        rows.Count(r => r.Blank).ShouldBe(2);
    }

    [Test]
    public void BadRowsOfALongExport() => Told(Samples.Read(Samples.Bytes("broken", "answers-rejected.csv"), Samples.Answers).Rows).ShouldBe([
        "2|response|missing-respondent|", "3|question|unknown-item|Colour?", "4|value|out-of-scale|9", "5|site|missing-team|", "6|when|bad-date|2026-13-31",
    ]);

    [Test]
    public void TheTextOfARejectionIsCut()
    {
        var text = "Identifiant,Équipe,Nom,Région,Date,Q1. On me respecte,Q2\ne,T,N,R,2026-09-01," + string.Concat(Enumerable.Repeat("😀", 150)) + ",7\n";
        var told = Samples.Read(text, Samples.Staff).Rows[0].Rejection!.Text!;
        told.ShouldBe(string.Concat(Enumerable.Repeat("😀", 100)));
    }

    [Test]
    public void ARowWithoutAnyAnswerIsAResponse()
    {
        var response = Samples.Read("Identifiant,Équipe,Nom,Région,Date,Q1. On me respecte,Q2\ne,T,,,2026-09-01,,NA\n", Samples.Staff).Rows.Single().Response!;
        response.Content.ShouldBeEmpty();
        response.TeamName.ShouldBeNull();
        response.Attributes.ShouldBe([null]);
    }

    private static List<string> Told(List<ExportRow> rows) => [.. rows.Select(r => r.Rejection).OfType<Rejection>().Select(r => $"{r.Line}|{r.Column}|{r.Code}|{r.Text}")];
}
