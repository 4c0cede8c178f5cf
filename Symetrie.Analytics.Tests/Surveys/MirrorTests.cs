using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Tests.Surveys;

public sealed class MirrorTests
{
    [Test]
    public void ProblemsNameTheirField()
    {
        var reading = Mirror.Read("""{ "dimensions": [ { "key": "a", "name": { "en": "A", "fr": " " }, "employee": { "en": "x", "fr": "y" } }, 3 ] }""");
        reading.Value.ShouldBeNull();
        reading.Problems.ShouldBe(["dimensions[0].name.fr: must not be blank", "dimensions[0].customer: is missing", "dimensions[1]: must be an object"]);
    }

    [Test]
    public void ADimensionIsThereOnce()
    {
        const string one = """{ "key": "a", "name": { "en": "A", "fr": "A" }, "employee": { "en": "x", "fr": "y" }, "customer": { "en": "x", "fr": "y" } }""";
        Mirror.Read($$"""{ "dimensions": [ {{one}}, {{one}} ] }""").Problems.ShouldBe(["dimensions[1].key: 'a' is there twice"]);
        var mirror = Mirror.Read($$"""{ "dimensions": [ {{one}} ] }""").Required();
        mirror.Find("a")!.CustomerQuestion!.Fr.ShouldBe("y");
        mirror.Find("b").ShouldBeNull();
    }

    [Test]
    public void TheShippedMirrorHoldsTheDimensionsBothVoicesRate()
    {
        string[] keys = ["information", "respect", "equity", "belonging", "initiative", "recognition", "communication", "empowerment", "participation", "overall", "recommendation"];
        ShippedFiles.Mirror.Dimensions.Select(d => d.Key).ShouldBe(keys);
        var texts = ShippedFiles.Mirror.Dimensions.SelectMany(d => new[] { d.EmployeeQuestion!.En, d.EmployeeQuestion.Fr, d.CustomerQuestion!.En, d.CustomerQuestion.Fr }).ToList();
        texts.ShouldAllBe(t => t.EndsWith('.'));
        texts.Distinct().Count().ShouldBe(texts.Count);
    }
}
