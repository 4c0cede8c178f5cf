using System.Text;
using NUnit.Framework;
using Shouldly;
using Symetrie.Api.Exports;

namespace Symetrie.Analytics.Tests.Exports;

/// <summary>Files that are no export are refused, and the refusal names the place.</summary>
public sealed class BrokenUploadTests
{
    [TestCase("empty.csv", "empty", null, "no byte")]
    [TestCase("blank-lines.csv", "empty", null, "no header")]
    [TestCase("workbook.csv", "truncated", null, "the ZIP archive has no directory")]
    [TestCase("noise.csv", "binary", null, "no text")]
    [TestCase("utf16-without-mark.csv", "binary", null, "UTF-16 without a byte order mark")]
    [TestCase("only-delimiters.csv", "empty", null, "no header")]
    [TestCase("unknown-header.csv", "missing-column", 1, "codebook 'staff' needs 'Équipe', 'Nom', 'Identifiant'")]
    [TestCase("no-header.csv", "missing-column", 1, "it has 'e1', 'T1'")]
    [TestCase("missing-column.csv", "missing-column", 1, "needs 'Q2', which the header does not have")]
    [TestCase("duplicate-header.csv", "ambiguous-column", 1, "several columns could be 'Q2'")]
    [TestCase("lone-quote.csv", "lone-quote", 3, "line 3: a quote opens here")]
    [TestCase("lone-quote-closed-later.csv", "lone-quote", 3, "line 3: a quote opens here")]
    [TestCase("nul-byte.csv", "nul-byte", 7, "line 7: a NUL byte")]
    [TestCase("mixed-encoding.csv", "bad-encoding", 7, "line 7: a byte that is no UTF-8")]
    [TestCase("ambiguous-dates.csv", "ambiguous-dates", 2, "line 2, column 'Date': 03/04/2026 may have the day or the month first")]
    [TestCase("mixed-dates.csv", "mixed-dates", null, "column 'Date': 1 dates have the day first and 1 the month")]
    public void ItIsRefusedAtItsPlace(string file, string code, int? line, string message)
    {
        var refused = Should.Throw<ExportRefused>(() => Samples.Read(Samples.Bytes("broken", file), Samples.Staff));
        (refused.Code, refused.Line).ShouldBe((code, (long?)line));
        refused.Message.ShouldContain(message);
    }

    [Test]
    public void AMissingColumnIsNamed() =>
        Should.Throw<ExportRefused>(() => Samples.Read(Samples.Bytes("broken", "missing-column.csv"), Samples.Staff)).Column.ShouldBe("Q2");

    [Test]
    public void AHeaderThatIsOneColumnAsWrittenMayHaveADouble()
    {
        // 'q2' and 'Q-2' both normalise: neither is Q2 as written.
        var refused = Should.Throw<ExportRefused>(() => Samples.Read("Identifiant,Équipe,Nom,Région,Date,Q1. On me respecte,q2,Q2 ?\n", Samples.Staff));
        refused.Code.ShouldBe("ambiguous-column");
        Samples.Read("Identifiant,Équipe,Nom,Région,Date,Q1. On me respecte,Q2,q2\n", Samples.Staff).Shape.Columns[7].TakenFor.ShouldBe("ignored");
    }

    [Test]
    public void ALineOfTenMillionCharactersIsRefused([Values(1, 3)] int line)
    {
        var text = new StringBuilder();
        if (line > 1) text.Append("Identifiant,Équipe,Nom,Région,Date,Q1. On me respecte,Q2\ne1,T1,N,R,2026-09-01,4,7\n");
        text.Append('x', 10_000_000).Append("\ne2,T1,N,R,2026-09-01,4,7\n");
        var refused = Should.Throw<ExportRefused>(() => Samples.Read(text.ToString(), Samples.Staff));
        (refused.Code, refused.Line).ShouldBe(("line-too-long", line));
        refused.Message.ShouldContain("1,000,000 characters");
    }

    [TestCase(1_000_000, true)]
    [TestCase(1_000_001, false)]
    public void TheLongestLineHasAMillionCharacters(int length, bool taken)
    {
        const string start = "e1,T1,N,R,2026-09-01,4,7,";
        var text = "Identifiant,Équipe,Nom,Région,Date,Q1. On me respecte,Q2,c\n" + start + new string('é', length - start.Length) + "\n";
        if (taken) Samples.Read(text, Samples.Staff).Rows.Single().Response.ShouldNotBeNull();
        else Should.Throw<ExportRefused>(() => Samples.Read(text, Samples.Staff)).Line.ShouldBe(2);
    }

    [Test]
    public void ALoneQuoteThatSwallowsMillionsIsNamedWhereItOpened()
    {
        var rows = string.Concat(Enumerable.Repeat("e,T1,N,R,2026-09-01,4,7,x\n", 200_000));
        var text = "Identifiant,Équipe,Nom,Région,Date,Q1. On me respecte,Q2,c\ne,T1,N,R,2026-09-01,4,7,\"two\nlines\"\ne,T1,\"N\nM\",R,2026-09-01,4,7,\"open\n" + rows;
        var refused = Should.Throw<ExportRefused>(() => Samples.Read(text, Samples.Staff));
        (refused.Code, refused.Line).ShouldBe(("lone-quote", 5));
    }

    [Test]
    public void AStrayQuoteBesideAWellFormedCellOfTwoLinesIsNoFault()
    {
        var text = "Identifiant,Équipe,Nom,Région,Date,Q1. On me respecte,Q2,c\ne,T1,5\" screens,R,2026-09-01,4,7,\"two\nlines\"\nf,T1,N,R,2026-09-01,4,7,\n";
        var rows = Samples.Read(text, Samples.Staff).Rows;
        rows[0].Response!.TeamName.ShouldBe("5\" screens");
        rows[1].Response!.Line.ShouldBe(4);
    }

    [Test]
    public void AStreamThatCannotSeekIsAWrongCall() =>
        Should.Throw<ArgumentException>(() => ExportReader.Look(new System.IO.Compression.GZipStream(new MemoryStream(), System.IO.Compression.CompressionMode.Decompress)));
}
