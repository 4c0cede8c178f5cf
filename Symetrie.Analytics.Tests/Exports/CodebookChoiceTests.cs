using NUnit.Framework;
using Shouldly;
using Symetrie.Api.Exports;

namespace Symetrie.Analytics.Tests.Exports;

public sealed class CodebookChoiceTests
{
    [Test]
    public void TheCodebookWhoseColumnsAreThereIsChosen()
    {
        Choose("staff-windows-1252-sep.csv").Codebook!.Key.ShouldBe("staff");
        Choose("answers-long.csv").Codebook!.Key.ShouldBe("answers");
        Choose("figures-aggregate.csv").Codebook!.Key.ShouldBe("figures");
        Choose("invited.csv").Codebook!.Key.ShouldBe("invited");
    }

    [Test]
    public void OfSeveralTheOneThatUsesMostOfTheFile()
    {
        var less = Samples.Staff with { Key = "less", Items = [Samples.Staff.Items[0]] };
        var shape = Look("staff-utf8.csv");
        CodebookChoice.For(shape, [less, Samples.Staff]).Codebook!.Key.ShouldBe("staff");
        var twin = CodebookChoice.For(shape, [Samples.Staff with { Key = "twin" }, less, Samples.Staff]);
        twin.Codebook.ShouldBeNull();
        twin.Reason.ShouldBe("the codebooks 'staff', 'twin' fit the header equally well; say which is meant");
    }

    [Test]
    public void WhyNoneFits()
    {
        CodebookChoice.For(Look("invited.csv"), []).Reason.ShouldBe("there is no codebook yet");
        CodebookChoice.For(Look("invited.csv"), [Samples.Staff, Samples.Answers]).Reason.ShouldBe("no codebook fits the header; the nearest, 'answers', needs 'response', 'when', 'question', 'value', which the file does not have");
    }

    private static CodebookChoice Choose(string file) => CodebookChoice.For(Look(file), [Samples.Staff, Samples.Answers, Samples.Figures, Samples.Invited]);

    private static ExportShape Look(string file) => ExportReader.Look(new MemoryStream(Samples.Bytes("good", file)));
}
