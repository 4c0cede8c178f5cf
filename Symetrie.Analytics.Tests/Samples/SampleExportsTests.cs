using System.Text;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Surveys;
using Symetrie.Benchmarks.Samples;

namespace Symetrie.Analytics.Tests.Samples;

public sealed class SampleExportsTests
{
    [TestCase("sample"), TestCase("tiny")]
    public void Committed_files_are_what_the_generator_writes(string set)
    {
        var made = set == "sample" ? SampleExports.Make() : TinyExports.Make();
        foreach (var (name, content) in made)
            File.ReadAllBytes(SampleFolder.Path("exports", set, name)).AsSpan().SequenceEqual(content).ShouldBeTrue($"{set}/{name} differs: run the generator again");
        Directory.GetFiles(SampleFolder.Path("exports", set)).Select(Path.GetFileName).Order(StringComparer.Ordinal)
            .ShouldBe(made.Keys.Append("README.md").Order(StringComparer.Ordinal));
    }

    [Test]
    public void Making_them_twice_gives_the_same_bytes() =>
        SampleExports.Make().Select(f => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(f.Value)))
            .ShouldBe(SampleExports.Make().Select(f => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(f.Value))));

    [Test]
    public void All_files_together_stay_small() => SampleExports.Make().Values.Sum(f => f.Length).ShouldBeLessThan(3_000_000);

    [Test]
    public void Every_spelling_of_a_shop_reads_as_its_name()
    {
        var names = SampleTree.Shops.ToDictionary(s => TextKey.Of(s.Name), s => s.Name, StringComparer.Ordinal);
        names.Count.ShouldBe(40);
        var random = SampleRandom.For(99);
        var spellings = 0;
        foreach (var shop in SampleTree.Shops)
        {
            for (var i = 0; i < 50; i++)
            {
                var spelling = SampleLabels.Spelling(shop.Name, random);
                names[TextKey.Of(spelling)].ShouldBe(shop.Name);
                if (spelling != shop.Name) spellings++;
            }
        }

        spellings.ShouldBeGreaterThan(300);
    }

    [Test]
    public void No_node_shares_a_key_or_a_name_with_another()
    {
        var texts = SampleTree.Nodes.SelectMany(n => new[] { n.Key, n.Name }).Concat(SampleTree.Shops.SelectMany(s => new[] { s.Key, s.Name })).Select(TextKey.Of).ToList();
        texts.Distinct(StringComparer.Ordinal).Count().ShouldBe(texts.Count);
    }

    [TestCase("sample-employee", "employees.csv", ',')]
    [TestCase("sample-customer", "customers.csv", ';')]
    [TestCase("sample-panel", "customers-aggregate.csv", ';')]
    [TestCase("sample-invited", "invited.csv", ',')]
    [TestCase("sample-actions", "actions.csv", ',')]
    [TestCase("sample-practice", "practice.csv", ',')]
    public void Codebooks_name_columns_that_the_exports_have(string codebook, string file, char delimiter)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(SampleFolder.Path("codebooks", $"{codebook}.json")));
        var root = json.RootElement;
        root.GetProperty("key").GetString().ShouldBe(codebook);
        var lines = Text(file).Split('\n').Select(l => l.TrimEnd('\r')).ToArray();
        var headers = lines[0].Split(delimiter);
        var roles = root.GetProperty("columns").EnumerateObject().Where(c => c.Value.ValueKind == JsonValueKind.String).ToDictionary(c => c.Name, c => c.Value.GetString()!, StringComparer.Ordinal);
        foreach (var column in roles.Values) headers.ShouldContain(column);
        var items = root.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("column").GetString()!).ToArray();
        if (roles.TryGetValue("item", out var code))
        {
            var at = Array.IndexOf(headers, code);
            items.Order(StringComparer.Ordinal).ShouldBe(lines.Skip(1).Where(l => l.Length > 0).Select(l => l.Split(delimiter)[at]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        }
        else
        {
            foreach (var item in items) headers.ShouldContain(item);
        }
    }

    private static string Text(string file)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var encoding = file == "customers.csv" ? Encoding.GetEncoding(1252) : new UTF8Encoding(false, throwOnInvalidBytes: true);
        return encoding.GetString(SampleExports.Make()[file]).TrimStart('\uFEFF');
    }
}
