using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Surveys;
using Law = FsCheck.NUnit.PropertyAttribute;

namespace Symetrie.Analytics.Tests.Surveys;

public sealed class TextKeyTests
{
    [TestCase("Saint-Étienne  (CHU)", "saint etienne chu")]
    [TestCase("Ashford\u00A0and St Peter's\u00A0Hospitals", "ashford and st peters hospitals")]
    [TestCase("St Peter’s", "st peters")]
    [TestCase("Barking, Havering & Redbridge", "barking havering and redbridge")]
    [TestCase("ﬁnance", "finance")]
    [TestCase("E\u0301quipe", "equipe")]
    [TestCase("Œuvre", "oeuvre")]
    [TestCase("Straße", "strasse")]
    [TestCase("  T00001 ", "t00001")]
    [TestCase("R&D", "r and d")]
    [TestCase("İstanbul", "istanbul")]
    [TestCase("—", "")]
    [TestCase("北京 分公司", "北京 分公司")]
    public void NamesMatchAsPeopleReadThem(string text, string key) => TextKey.Of(text).ShouldBe(key);

    [Law(Replay = "(20261121,1)", MaxTest = 1000)]
    public void AKeyIsItsOwnKey(string text)
    {
        var key = TextKey.Of(Valid(text));
        TextKey.Of(key).ShouldBe(key);
    }

    [Test]
    public void EveryCharacterKeepsItsKey()
    {
        var changed = new List<string>();
        for (var code = 0; code <= 0x1FFFF; code++)
        {
            if (code is >= 0xD800 and <= 0xDFFF) continue;
            var key = TextKey.Of($"a{char.ConvertFromUtf32(code)}b");
            if (TextKey.Of(key) != key) changed.Add($"U+{code:X4}");
        }

        changed.ShouldBeEmpty();
    }

    [Test]
    public void TextThatIsNoTextHasAKeyToo() => TextKey.Of("a\uD800b\uFFFFc\uDBFF\uDFFFd").ShouldBe("a b c d");

    [Law(Replay = "(20261121,3)", MaxTest = 500)]
    public Property CasePunctuationAndSpacesDoNotMatter() => Prop.ForAll(
        Gen.Elements("equipe", "nord", "chu", "7", "étage", "lille").NonEmptyListOf().ToArbitrary(),
        words => TextKey.Of(string.Join("\u00A0- ", words).ToUpperInvariant() + ".") == TextKey.Of(string.Join(' ', words)));

    // Cells come as UTF-8, where half a surrogate pair cannot be.
    private static string Valid(string? text) => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text ?? ""));
}
