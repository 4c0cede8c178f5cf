using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Statistics;

/// <summary>Similarities of texts against the figures of Winkler's papers, and their laws.</summary>
public sealed class TextSimilarityTests
{
    // Winkler (1990, 2006): printed to three decimals.
    [TestCase("MARTHA", "MARHTA", 0.961)]
    [TestCase("DIXON", "DICKSONX", 0.813)]
    [TestCase("DWAYNE", "DUANE", 0.840)]
    [TestCase("SHACKLEFORD", "SHACKELFORD", 0.982)]
    [TestCase("JERALDINE", "GERALDINE", 0.926)]
    [TestCase("ABC", "XYZ", 0)]
    [TestCase("", "", 1)]
    [TestCase("", "A", 0)]
    public void Jaro_Winkler_is_as_printed(string a, string b, double expected)
    {
        Math.Round(JaroWinkler.Compute(a, b), 3).ShouldBe(expected);
        JaroWinkler.Compute(b, a).ShouldBe(JaroWinkler.Compute(a, b));
    }

    [Test]
    public void Dice_with_exact_words_and_equal_weights_is_Dice_s()
    {
        SoftDice.Compute(["a", "b", "c"], ["b", "c", "d", "e"], _ => 1, near: 1).ShouldBe(4.0 / 7, 1e-15);
        SoftDice.Compute(["a"], ["a"], _ => 3, near: 1).ShouldBe(1);
        SoftDice.Compute(["a"], [], _ => 1, near: 1).ShouldBe(0);
        SoftDice.Compute(["hospital", "north"], ["hospitals", "north"], _ => 1, near: 0.9).ShouldBeGreaterThan(0.95);
        SoftDice.Compute(["common", "rare"], ["common", "other"], w => w == "common" ? 0.1 : 1, near: 1).ShouldBe(0.2 / 2.2, 1e-15);
        Should.Throw<ArgumentOutOfRangeException>(() => SoftDice.Compute(["a"], ["a"], _ => 1, near: 1.5));
    }

    [TestCase("kitten", "sitting", 3), TestCase("", "abc", 3), TestCase("abc", "", 3), TestCase("", "", 0), TestCase("same", "same", 0)]
    [TestCase("teh", "the", 1), TestCase("ca", "abc", 3), TestCase("saturday", "sunday", 3), TestCase("agree", "disagree", 3), TestCase("gare", "rage", 2)]
    public void SlipsOfThePenAreCounted(string a, string b, int slips)
    {
        EditDistance.Compute(a, b).ShouldBe(slips);
        EditDistance.Compute(b, a).ShouldBe(slips);
    }
}
