using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Measures;
using Symetrie.Analytics.Tests.Commands;
using Symetrie.Api;
using Symetrie.Api.Commands;

namespace Symetrie.Analytics.Tests.House;

/// <summary>The README says what is so.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Readme = Checkout.Text("README.md");

    [Test]
    public void The_newcomers_two_commands_come_first() =>
        Blocks("sh").First().ShouldBe(["dotnet run --project Symetrie.Api -- demo", "dotnet test"]);

    [Test]
    public void Every_command_line_is_one_that_the_program_takes()
    {
        var lines = CommandLines().ToArray();
        lines.Length.ShouldBeGreaterThan(10);
        var root = CommandRunner.Root(Program.Commands(Shell.Silent()));
        foreach (var line in lines)
            root.Parse(line).Errors.Select(e => $"{line}: {e.Message}").ShouldBeEmpty();
    }

    [Test]
    public void A_command_line_that_is_none_is_noticed() =>
        CommandRunner.Root(Program.Commands(Shell.Silent())).Parse("import file.csv --on-error shrug").Errors.ShouldNotBeEmpty();

    [Test]
    public void Every_file_it_points_to_is_there()
    {
        var links = Link().Matches(Readme).Select(m => m.Groups["path"].Value).Where(p => !p.Contains("://", StringComparison.Ordinal));
        var files = CommandLines().Concat(Blocks("sh").SelectMany(b => b)).SelectMany(l => l.Split(' ', '@')).Where(w => w.StartsWith("data/", StringComparison.Ordinal));
        links.Concat(files).Distinct(StringComparer.Ordinal).Where(p => !Path.Exists(Path.Combine(Checkout.Root, p))).ShouldBeEmpty();
    }

    [Test]
    public void Every_measure_is_named_and_every_address_is_in_the_contract()
    {
        MeasureCatalogue.All.Where(m => !Readme.Contains($"/v1/{m.Name}`", StringComparison.Ordinal)).Select(m => m.Name).ShouldBeEmpty();
        var contract = Checkout.Text("openapi.json");
        var addresses = Address().Matches(Readme).Select(m => m.Groups["path"].Value).Distinct(StringComparer.Ordinal).ToArray();
        addresses.Length.ShouldBeGreaterThan(8);
        addresses.Where(a => !contract.Contains($"\"{a}\"", StringComparison.Ordinal) && !contract.Contains($"\"{a[..a.LastIndexOf('/')]}/{{", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    // What the program asks its configuration for, as it asks; no other file may read it.
    [Test]
    public void The_table_has_every_key_that_the_program_reads_and_no_other()
    {
        var asked = new Asked();
        var terminal = new Terminal(Terminal.Plain(TextWriter.Null), Terminal.Plain(TextWriter.Null), new ConfigurationBuilder().Add(asked).Build(), TimeProvider.System);
        terminal.Analysis();
        terminal.Serving();
        terminal.Nights();
        terminal.Listeners();
        StoreCommand.AddressOf(CommandRunner.Root([]).Parse([]), terminal);
        var read = asked.Keys.Select(k => "Symetrie__" + k.Replace(":", "__", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        read.Count.ShouldBeGreaterThan(20);
        Row().Matches(Readme).Select(m => m.Groups["key"].Value).ShouldBe(read, ignoreOrder: true);
        Setting().Matches(Readme).Select(m => m.Value).Distinct(StringComparer.Ordinal).Except(read).ShouldBeEmpty("a key that is spoken of is one that is read");
        Checkout.Sources("Symetrie.Api").Where(f => Checkout.Text(f) is var text && (text.Contains("Environment.GetEnvironmentVariable", StringComparison.Ordinal) || text.Contains(".Settings[", StringComparison.Ordinal)))
            .Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal).ShouldBe(["OperatorSettings.cs", "StoreCommand.cs"]);
    }

    [Test]
    public void The_table_says_what_holds_where_nothing_is_configured()
    {
        var (settings, serving, night) = (new AnalysisSettings(), new Api.Endpoints.ServeSettings(), new Api.Recompute.NightSettings());
        foreach (var (key, value) in new (string, object)[]
        {
            ("Confidence", settings.Confidence), ("Margin", settings.Margin), ("AlertEffect", settings.AlertEffect), ("Seed", settings.Seed), ("EmployeeMinimum", settings.EmployeeMinimum), ("CustomerMinimum", settings.CustomerMinimum),
            ("DetailMinimum", settings.DetailMinimum), ("RequestsPerMinute", serving.RequestsPerMinute), ("Scheduler__Enabled", "true"), ("Recompute__At", night.At.ToString("HH:mm")), ("Retention__Snapshots", night.KeptSnapshots),
        })
            Readme.ShouldContain(FormattableString.Invariant($"| `Symetrie__{key}` | `{value}` |"), Case.Sensitive);
        night.Enabled.ShouldBeTrue();
    }

    private sealed class Asked : ConfigurationProvider, IConfigurationSource
    {
        public HashSet<string> Keys { get; } = [];

        public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

        public override bool TryGet(string key, out string? value)
        {
            Keys.Add(key);
            value = null;
            return false;
        }
    }

    private static IEnumerable<string> CommandLines() => Blocks("sh").SelectMany(b => b).Concat(Inline().Matches(Readme).Select(m => m.Groups["line"].Value))
        .Select(l => l.Replace("dotnet run --project Symetrie.Api -- ", "symetrie ", StringComparison.Ordinal))
        .Where(l => l.StartsWith("symetrie ", StringComparison.Ordinal)).Select(l => l["symetrie ".Length..]);

    private static IEnumerable<string[]> Blocks(string language) =>
        Block().Matches(Readme).Where(m => m.Groups["language"].Value == language).Select(m => m.Groups["text"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex(@"^```(?<language>\w+)\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Block();

    [GeneratedRegex(@"`(?<line>symetrie [a-z][^`]*)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Inline();

    [GeneratedRegex(@"\]\((?<path>[^)#]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<path>/v1/[a-z]+(\.html|/[a-z]+(-[a-z]+)*(\.svg)?)?)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Address();

    [GeneratedRegex(@"^\| `(?<key>Symetrie__\w+)` \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Row();

    [GeneratedRegex(@"\bSymetrie__\w+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Setting();
}
