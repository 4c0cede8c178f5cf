using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using NUnit.Framework;
using Shouldly;
using Symetrie.Api.Stores;

namespace Symetrie.Analytics.Tests.House;

/// <summary>Names say what a thing is.</summary>
public sealed partial class NameTests
{
    private static readonly string[] Banned = ["Manager", "Service", "Helper", "Util", "Handler", "Processor", "Dto", "Impl", "Base", "Common", "Data", "Info"];

    [Test]
    public void No_type_of_ours_bears_a_word_that_says_nothing()
    {
        var types = Ours().ToArray();
        types.Length.ShouldBeGreaterThan(200);
        types.Where(t => Words(t.Name).Intersect(Banned).Any()).Select(t => t.FullName).ShouldBeEmpty();
    }

    [Test]
    public void Words_are_whole_words()
    {
        Words("DatabaseInformation").ShouldBe(["Database", "Information"]);
        Words("RowDataV2`1").ShouldBe(["Row", "Data", "V2"]);
        Words("HTTPHandler").ShouldBe(["HTTP", "Handler"]);
    }

    [Test]
    public void Files_stay_within_300_lines() =>
        Checkout.Files.Where(f => f.EndsWith(".cs", StringComparison.Ordinal)).Select(f => (File: f, Lines: Checkout.Text(f).Count(c => c == '\n'))).Where(f => f.Lines > 300).ShouldBeEmpty();

    [Test]
    public void A_statistic_knows_no_survey() =>
        Checkout.Sources("Symetrie.Analytics/Statistics").SelectMany(f => Checkout.Text(f).Split('\n').Select((line, i) => (Place: $"{f}:{i + 1}", line)))
            .Where(l => SurveyWord().IsMatch(l.line)).Select(l => l.Place).ShouldBeEmpty();

    [Test]
    public void No_file_names_a_machine_or_a_registry()
    {
        Checkout.Files.Where(f => Path.GetFileName(f).Equals("nuget.config", StringComparison.OrdinalIgnoreCase) || Path.GetFileName(f) is ".npmrc" or "pip.conf").ShouldBeEmpty();
        var wrong = Checkout.Files.Where(f => f != "Symetrie.Analytics.Tests/House/NameTests.cs" && !f.StartsWith("data/exports/", StringComparison.Ordinal))
            .SelectMany(f => Machine().Matches(Checkout.Text(f)).Select(m => $"{f}: {m.Value}")).Distinct(StringComparer.Ordinal);
        wrong.ShouldBeEmpty();
    }

    [TestCase("cd /home/ada/x", true), TestCase("https://api.nuget.org/v3/index.json", true), TestCase("http://10.1.2.3:8080", true), TestCase("C:\\Users\\ada", true)]
    [TestCase("http://127.0.0.1:5080/v1/gaps", false), TestCase("the home/work ratio", false), TestCase("version 10.0.14", false)]
    public void A_machine_is_recognised(string text, bool expected) => Machine().IsMatch(text).ShouldBe(expected);

    private static IEnumerable<Type> Ours() =>
        new[] { typeof(Analysis).Assembly, typeof(Store).Assembly, typeof(NameTests).Assembly, typeof(Benchmarks.Samples.SampleExports).Assembly }
            .SelectMany(a => a.GetTypes())
            .Where(t => t.Namespace?.StartsWith("Symetrie", StringComparison.Ordinal) == true && !t.Name.Contains('<') && t.GetCustomAttribute<CompilerGeneratedAttribute>() is null);

    private static string[] Words(string name) => [.. Word().Matches(name.Split('`')[0]).Select(m => m.Value)];

    [GeneratedRegex("[A-Z]+(?![a-z])[0-9]*|[A-Z][a-z0-9]*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Word();

    [GeneratedRegex("teams?|surveys?|employees?|customers?", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex SurveyWord();

    [GeneratedRegex(@"(?<![\w.<])/(home|root|work|Users)/[\w.]|[A-Z]:\\\w|api\.nuget\.org|registry\.npmjs\.org|pypi\.org/simple|packageSources|\bartifactory\b|https?://(?!127\.|0\.0\.0\.0)\d+\.\d+\.\d+\.\d+", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Machine();
}
