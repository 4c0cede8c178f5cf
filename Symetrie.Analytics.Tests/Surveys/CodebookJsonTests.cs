using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Tests.Surveys;

public sealed class CodebookJsonTests
{
    private const string Good = """
        {
          "key": "staff", "voice": "employee", "layout": "wide", "title": "Baromètre",
          "columns": { "team": "Équipe", "respondent": "id", "date": "submitted", "attributes": { "region": "Région" } },
          "missing": ["NA", " -99 "], "comparable": false, "answeredShare": 0.75,
          "scales": { "agree5": { "min": 1, "max": 5, "labels": { "Pas du tout d'accord": 1, "Strongly agree": 5 } } },
          "dimensions": [ { "key": "Burned_out", "name": { "en": "Burnt out", "fr": "Épuisement" } } ],
          "items": [
            { "key": "q1", "column": "Q1. Respect?", "dimension": "respect", "scale": "agree5" },
            { "key": "q2", "dimension": "Burned_out", "scale": { "min": 0, "max": 100, "decimals": 1 }, "reversed": true },
            { "key": "q3", "dimension": "respect", "scale": "agree5" }
          ]
        }
        """;

    private static readonly Mirror Mirrored = new([new Dimension("respect", new LocalText("Respect", "Respect"), LocalText.Same("To you?"), LocalText.Same("To them?"))]);

    [Test]
    public void A_dimension_that_pools_the_other_voice_in_is_declared_and_written_back()
    {
        var pooled = CodebookJson.Read(Good.Replace("\"dimensions\": [", "\"dimensions\": [ { \"key\": \"respect\", \"poolsOtherVoice\": true },", StringComparison.Ordinal), Mirrored).Required();
        pooled.PoolsOtherVoice.ShouldBe(["respect"]);
        CodebookJson.Read(CodebookJson.Write(pooled), Mirrored).Required().PoolsOtherVoice.ShouldBe(["respect"]);
        DimensionForm.Of([pooled, CodebookJson.Read(Good, Mirrored).Required()])["respect"].PoolsOtherVoice.ShouldBeTrue();
        CodebookJson.Write(CodebookJson.Read(Good, Mirrored).Required()).ShouldNotContain("poolsOtherVoice");
    }

    [Test]
    public void EveryFieldIsRead()
    {
        var book = CodebookJson.Read(Good, Mirrored).Required();
        book.Key.ShouldBe("staff");
        book.Voice.ShouldBe(Voice.Employee);
        book.Layout.ShouldBe(Layout.Wide);
        book.Title.ShouldBe("Baromètre");
        book.Columns.Team.ShouldBe("Équipe");
        book.Columns.Occasion.ShouldBeNull();
        book.Columns.Attributes["region"].ShouldBe("Région");
        book.Missing.ShouldBe(["NA", "-99"]);
        book.Comparable.ShouldBeEmpty();
        book.AnsweredShare.ShouldBe(0.75m);
        book.Items.Select(i => (i.Key, i.Column, i.Dimension, i.Reversed)).ShouldBe([("q1", "Q1. Respect?", "respect", false), ("q2", "q2", "Burned_out", true), ("q3", "q3", "respect", false)]);
        book.Items[1].Scale.Steps.ShouldBe(1000);
        book.Items[0].Scale.PointOf("strongly AGREE ").ShouldBe(5m);
        book.Dimensions.Select(d => (d.Key, d.Name.Fr, d.EmployeeQuestion?.En)).ShouldBe([("respect", "Respect", "To you?"), ("Burned_out", "Épuisement", null)]);
    }

    [Test]
    public void WritingIsARoundTrip()
    {
        var once = CodebookJson.Write(CodebookJson.Read(Good, Mirrored).Required());
        var twice = CodebookJson.Write(CodebookJson.Read(once, Mirrored).Required());
        twice.ShouldBe(once);
        once.ShouldContain("\"team\": \"Équipe\"");
        once.ShouldContain("\"scale\": \"1 to 5\"");
        once.ShouldNotContain("To you?");
    }

    [TestCase("", "")]
    [TestCase("respect", "{ \"key\": \"respect\", \"comparable\": true }")]
    [TestCase("Burned_out", "{ \"key\": \"Burned_out\", \"name\": { \"en\": \"Burnt out\", \"fr\": \"Épuisement\" }, \"comparable\": true }")]
    public void ADimensionIsComparableOnlyWhereTheCodebookSaysSo(string comparable, string entry)
    {
        var others = comparable == "Burned_out" ? "" : "{ \"key\": \"Burned_out\", \"name\": { \"en\": \"Burnt out\", \"fr\": \"Épuisement\" } }";
        var declared = string.Join(", ", new[] { others, entry }.Where(e => e.Length > 0));
        var json = Good.ReplaceLineEndings("\n").Replace("[ { \"key\": \"Burned_out\", \"name\": { \"en\": \"Burnt out\", \"fr\": \"Épuisement\" } } ]", $"[ {declared} ]").Replace("\"comparable\": false, ", "");
        var book = CodebookJson.Read(json, Mirrored).Required();
        string[] expected = comparable.Length == 0 ? [] : [comparable];
        book.Comparable.ShouldBe(expected);
        CodebookJson.Read(CodebookJson.Write(book), Mirrored).Required().Comparable.ShouldBe(expected);
    }

    [Test]
    public void OneWordForAllDimensionsHoldsWhereADimensionSaysNothingItself()
    {
        var json = Good.ReplaceLineEndings("\n").Replace("\"comparable\": false", "\"comparable\": true").Replace("\"key\": \"Burned_out\", \"name\"", "\"key\": \"Burned_out\", \"comparable\": false, \"name\"");
        var book = CodebookJson.Read(json, Mirrored).Required();
        book.Comparable.ShouldBe(["respect"]);
        CodebookJson.Read(CodebookJson.Write(book), Mirrored).Required().Comparable.ShouldBe(["respect"]);
    }

    [Test]
    public void AVoiceIsAskedComparablyWhereEveryCodebookThatFeedsItSaysSo()
    {
        var plain = CodebookJson.Read(Good, Mirrored).Required();
        var said = plain with { Comparable = ["respect"] };
        DimensionForm.Of([said]).Where(f => f.Value.Comparable).Select(f => f.Key).ShouldBe(["respect"]);
        DimensionForm.Of([said, plain]).ShouldNotContain(f => f.Value.Comparable);
    }

    [TestCase("0", "10", "false", true), TestCase("1", "5", "false", false), TestCase("0", "10", "true", false)]
    public void OnlyOneItemFromNoughtToTenMakesANetPromoterScore(string min, string max, string reversed, bool expected)
    {
        var json = $$$"""
            {"key":"n","voice":"customer","layout":"wide","columns":{"team":"t","date":"d"},"dimensions":[{"key":"recommendation","name":{"en":"r","fr":"r"}}],
             "items":[{"key":"q","dimension":"recommendation","scale":{"min":{{{min}}},"max":{{{max}}}},"reversed":{{{reversed}}}}]}
            """;
        DimensionForm.Of([CodebookJson.Read(json, Mirror.Empty).Required()])["recommendation"].Recommendation.ShouldBe(expected);
    }

    [TestCase("\"min\": 1, \"max\": 5,", "\"min\": 5, \"max\": 1,", "scales.agree5.max: must be above min")]
    [TestCase("\"min\": 0, \"max\": 100", "\"min\": 100, \"max\": 100", "items[1].scale.max: must be above min")]
    [TestCase("\"decimals\": 1", "\"decimals\": 7", "items[1].scale.decimals: must be a whole number from 0 to 6")]
    [TestCase("\"max\": 100", "\"max\": 100.25", "items[1].scale.max: 100.25 cannot be reached from 0 in steps of 0.1")]
    [TestCase("\"Strongly agree\": 5", "\"Strongly agree\": 6", "scales.agree5.labels[\"Strongly agree\"]: 6 is off the scale 1 to 5")]
    [TestCase("\"Strongly agree\": 5", "\"3\": 5", "scales.agree5.labels.3: a number stands for itself, not for 5")]
    [TestCase("\"Strongly agree\": 5", "\"pas DU tout d’accord\": 5", "scales.agree5.labels[\"pas DU tout d’accord\"]: the same label after normalisation already stands for 1")]
    [TestCase("\"employee\"", "\"staff\"", "voice: 'staff' is neither 'employee' nor 'customer'")]
    [TestCase("\"wide\"", "\"tall\"", "layout: 'tall' is none of 'wide', 'long', 'aggregate', 'invited'")]
    [TestCase("\"wide\"", "\"long\"", "columns.item: is missing")]
    [TestCase("\"wide\"", "\"aggregate\"", "columns.date: the aggregate layout has no such column")]
    [TestCase("\"team\": \"Équipe\", ", "", "columns.team: is missing")]
    [TestCase("\"team\": \"Équipe\"", "\"team\": 3", "columns.team: must be a text")]
    [TestCase("\"respondent\"", "\"Respondent\"", "columns.Respondent: is not known here")]
    [TestCase("\"title\"", "\"key\": \"x\", \"title\"", "key: is there twice")]
    [TestCase("\"staff\"", "\"7\"", "key: '7' is no key")]
    [TestCase("\"dimension\": \"respect\", \"scale\": \"agree5\" },", "\"dimension\": \"respekt\", \"scale\": \"agree5\" },", "items[0].dimension: 'respekt' is neither a dimension of the mirror nor declared")]
    [TestCase("\"scale\": \"agree5\" }\n", "\"scale\": \"agree7\" }\n", "items[2].scale: 'agree7' is not one of the scales")]
    [TestCase("\"key\": \"q3\"", "\"key\": \"q1\"", "items[2].key: 'q1' is there twice")]
    [TestCase("\"key\": \"q3\"", "\"key\": \"q3\", \"column\": \"q2\"", "items[2].column: 'q2' is another item's column too")]
    [TestCase("\"key\": \"q3\"", "\"key\": \"id\"", "columns: respondent is 'id', which is also the column of item 'id'")]
    [TestCase("0.75", "1.5", "answeredShare: must be above 0 and at most 1")]
    [TestCase("\"comparable\": false", "\"comparable\": \"no\"", "comparable: must be true or false")]
    [TestCase("\"key\": \"Burned_out\",", "\"key\": \"Burned_out\", \"comparable\": 1,", "dimensions[0].comparable: must be true or false")]
    [TestCase("\"comparable\": false", "\"dateFormat\": \"dd/MM\"", "dateFormat: 'dd/MM' does not hold day, month and year")]
    [TestCase("\"dimension\": \"Burned_out\"", "\"dimension\": \"respect\"", "dimensions: no item belongs to 'Burned_out'")]
    [TestCase("\"fr\": \"Épuisement\"", "\"de\": \"x\"", "dimensions[0].name.fr: is missing")]
    [TestCase("\"comparable\": false", "\"keep\": [\"previews\"]", "keep[0]: 'previews' is none of abandoned, not-approved, partial, preview, spam, test, unfinished")]
    [TestCase("\"comparable\": false", "\"keep\": [\"test\", \"test\"]", "keep[1]: 'test' is there twice")]
    [TestCase("\"key\": \"q3\"", "\"key\": \"q3\", \"formerly\": [\"q2\"]", "items[2].formerly: 'q2' is the column of an item already")]
    [TestCase("Baromètre", "\\ud800", "half a character")]
    public void AProblemNamesItsField(string text, string instead, string problem)
    {
        Good.ShouldContain(text);
        var reading = CodebookJson.Read(Good.ReplaceLineEndings("\n").Replace(text, instead), Mirrored);
        reading.Value.ShouldBeNull();
        reading.Problems.ShouldContain(p => p.StartsWith(problem) || p.Contains("half a character") && problem.Contains("half"), string.Join("\n", reading.Problems));
    }

    [Test]
    public void AllProblemsAreToldAtOnce()
    {
        var reading = CodebookJson.Read("""{ "key": "", "voice": "x", "layout": "wide", "columns": {}, "items": [], "colour": 1 }""", Mirrored);
        reading.Problems.ShouldBe([
            "colour: is not known here; known are key, voice, respondents, layout, title, columns, dateFormat, missing, keep, comparable, answeredShare, scales, dimensions, items, metrics",
            "key: must not be blank", "voice: 'x' is neither 'employee' nor 'customer'", "columns.team: is missing", "items: must not be empty",
        ]);
    }

    [TestCase("", "line 1, byte 1: this is not JSON")]
    [TestCase("{ \"key\": \"a\",\n  \"voice\" }", "line 2, byte 11: this is not JSON")]
    [TestCase("[]", "must be an object")]
    public void ATextThatIsNoCodebookIsRefused(string json, string problem) => CodebookJson.Read(json, Mirrored).Problems.Single().ShouldStartWith(problem);

    [Test]
    public void TheLongLayoutNeedsToKnowWhoAnswered()
    {
        var json = """{ "key": "l", "voice": "customer", "layout": "long", "columns": { "team": "t", "date": "d", "item": "i", "answer": "a" }, "items": [ { "key": "q1", "dimension": "respect", "scale": { "min": 0, "max": 10 } } ] }""";
        CodebookJson.Read(json, Mirrored).Problems.Single().ShouldStartWith("columns: the long layout needs a respondent or a response column");
        CodebookJson.Read(json.Replace("\"d\"", "\"d\", \"response\": \"r\""), Mirrored).Problems.ShouldBeEmpty();
    }

    [Test]
    public void AnInvitedCodebookHasNoItems()
    {
        var json = """{ "key": "i", "voice": "customer", "layout": "invited", "columns": { "team": "t", "period": "p", "n": "n" } }""";
        var book = CodebookJson.Read(json, Mirror.Empty).Required();
        book.Items.ShouldBeEmpty();
        CodebookJson.Read(CodebookJson.Write(book), Mirror.Empty).Required().Layout.ShouldBe(Layout.Invited);
    }
}
