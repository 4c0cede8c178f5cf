using System.Text;
using NUnit.Framework;
using Shouldly;
using Symetrie.Api.Exports.Formats;

namespace Symetrie.Analytics.Tests.Exports.Formats;

/// <summary>In an SPSS file Qualtrics' own columns hold codes whose labels say what they mean: the labels count, not the numbers.</summary>
internal sealed class QualtricsCodeTests
{
    [Test]
    public void What_a_code_means_decides_whether_a_row_is_a_response()
    {
        // As a plain number, 1 of Status is a preview, and 1 of Finished is finished.
        using var table = new Qualtrics().Open(new Coded(
            [["ResponseId", "Status", "Finished", "Q1"], ["R_1", "1", "2", "5"], ["R_2", "2", "2", "4"], ["R_3", "1", "1", "3"], ["R_4", "3", "2", "2"], ["R_5", "1", "2", "1"]],
            new Dictionary<int, IReadOnlyDictionary<string, string>>
            {
                [1] = new Dictionary<string, string> { ["1"] = "IP Address", ["2"] = "Survey Preview", ["3"] = "Spam" },
                [2] = new Dictionary<string, string> { ["1"] = "False", ["2"] = "True" },
            }));
        var taken = new List<string>();
        while (table.Read()) taken.Add(Encoding.UTF8.GetString(table.Cell(0)));
        taken.ShouldBe(["R_1", "R_5"]);
        table.Skipped.Select(s => (s.Code, s.Count)).ShouldBe([("preview", 1L), ("spam", 1L), ("unfinished", 1L)]);
    }

    [Test]
    public void Without_labels_the_codes_are_Qualtrics_own()
    {
        using var table = new Qualtrics().Open(new Coded([["ResponseId", "Status", "Finished", "Q1"], ["R_1", "0", "1", "5"], ["R_2", "1", "1", "4"], ["R_3", "0", "0", "3"]], ExportTable.NoValueLabels));
        var taken = new List<string>();
        while (table.Read()) taken.Add(Encoding.UTF8.GetString(table.Cell(0)));
        taken.ShouldBe(["R_1"]);
    }

    // Rows of a container that knows what codes mean.
    private sealed class Coded(string[][] rows, IReadOnlyDictionary<int, IReadOnlyDictionary<string, string>> meanings) : RawRows
    {
        private int at = -1;

        public override string Container => "sav";

        public override string Encoding => "utf-8";

        public override long Line => at + 1;

        public override int CellCount => rows[at].Length;

        public override long BytesRead => 0;

        public override IReadOnlyDictionary<int, IReadOnlyDictionary<string, string>> ValueLabels => meanings;

        public override bool Read() => ++at < rows.Length;

        public override void Restart() => at = -1;

        public override ReadOnlySpan<byte> Cell(int index) => index < rows[at].Length ? System.Text.Encoding.UTF8.GetBytes(rows[at][index]) : [];

        public override ReadOnlySpan<byte> Row() => System.Text.Encoding.UTF8.GetBytes(string.Join('\t', rows[at]));

        protected override void Dispose(bool disposing) => at = -1;
    }
}
