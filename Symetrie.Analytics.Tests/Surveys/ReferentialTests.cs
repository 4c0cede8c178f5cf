using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Tests.Surveys;

public sealed class ReferentialTests
{
    private static readonly Referential Shipped = Referential.Read(ShippedFiles.Text("mirror.json"), ShippedFiles.Mirror).Required();

    [Test]
    public void The_shipped_referential_promises_something_in_every_dimension_in_both_languages()
    {
        Shipped.Promises.Select(p => p.Dimension.Key).ShouldBe(ShippedFiles.Mirror.Dimensions.Select(d => d.Key));
        Shipped.Promises.ShouldAllBe(p => p.ToCustomers != null && p.ToEmployees != null && p.CustomerMoments.Count > 0 && p.EmployeeMoments.Count > 0);
        Shipped.Rituals.Select(r => r.Level).Distinct().Count().ShouldBe(3);
        var texts = Shipped.Promises.SelectMany(p => p.CustomerMoments.Concat(p.EmployeeMoments).Append(p.ToCustomers!).Append(p.ToEmployees!)).Concat(Shipped.Rituals.Select(r => r.Title)).ToList();
        texts.ShouldAllBe(t => t.En.Length > 5 && t.Fr.Length > 5 && t.En != t.Fr);
        Shipped.Rituals.Select(r => r.Key).Distinct().Count().ShouldBe(Shipped.Rituals.Count);
    }

    [Test]
    public void What_is_written_reads_back_as_the_same_text()
    {
        var written = ReferentialJson.Write(Shipped);
        ReferentialJson.Write(Referential.Read(written, ShippedFiles.Mirror).Required()).ShouldBe(written);
    }

    [Test]
    public void Names_and_questions_of_the_mirror_may_be_left_out_and_are_written_back()
    {
        var read = Referential.Read("""{"dimensions":[{"key":"respect","promise":{"customer":{"en":"x","fr":"y"}}}],"rituals":[]}""", ShippedFiles.Mirror).Required();
        read.Promises[0].Dimension.ShouldBe(ShippedFiles.Mirror.Find("respect"));
        read.Promises[0].ToEmployees.ShouldBeNull();
    }

    [TestCase("""{"dimensions":[]}""", "rituals: is missing")]
    [TestCase("""{"dimensions":[{"key":"respect","name":{"en":"Regard","fr":"Égards"}}],"rituals":[]}""", "dimensions[0].name: dimension 'respect' is one of the mirror")]
    [TestCase("""{"dimensions":[{"key":"calm"}],"rituals":[]}""", "dimensions[0].name: is missing")]
    [TestCase("""{"dimensions":[{"key":"respect"},{"key":"respect"}],"rituals":[]}""", "dimensions[1].key: 'respect' is there twice")]
    [TestCase("""{"dimensions":[],"rituals":[{"key":"a","title":{"en":"x"},"level":"boss","dimension":"calm","direction":"sideways"}]}""", "rituals[0].title.fr: is missing|rituals[0].level: 'boss' is none of 'leaders', 'managers', 'employees'|rituals[0].direction: 'sideways' is none of|rituals[0].dimension: 'calm' is neither")]
    [TestCase("""{"dimensions":[{"key":"respect","moments":{"customer":[{"en":"x","fr":" "}]}}],"rituals":[]}""", "dimensions[0].moments.customer[0].fr: must not be blank")]
    [TestCase("""{"dimensions":[],"rituals":[],"extra":1}""", "extra: is not known here")]
    public void Problems_name_their_field(string json, string problems)
    {
        var reading = Referential.Read(json, ShippedFiles.Mirror);
        reading.Value.ShouldBeNull();
        reading.Problems.Count.ShouldBe(problems.Split('|').Length);
        foreach (var (problem, expected) in reading.Problems.Zip(problems.Split('|'))) problem.ShouldStartWith(expected);
    }
}
