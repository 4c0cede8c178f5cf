using System.Text.RegularExpressions;
using NUnit.Framework;
using Shouldly;

namespace Symetrie.Analytics.Tests.House;

/// <summary>Who looks at whom, read from <c>using</c> lines and qualified names.</summary>
public sealed partial class RoomTests
{
    private static readonly string[] Core = ["Surveys", "Statistics", "Tallies", "Disclosure", "Panels", "Measures", "Analysis"];

    [Test]
    public void Every_folder_is_a_room_of_the_design() =>
        Files().Select(f => f.Room).Distinct(StringComparer.Ordinal).Except(Arrows.Drawn.Keys).ShouldBeEmpty();

    [Test]
    public void No_arrow_is_missing_from_the_drawing()
    {
        var allowed = Arrows.AlsoAllowed.Select(a => (a.From, a.To)).ToHashSet();
        var wrong = Files().SelectMany(f => Seen(f.Text, f.Room).Select(to => (f.Path, From: f.Room, To: to)))
            .Where(a => a.From != a.To && !Arrows.Drawn[a.From].Contains(a.To) && !allowed.Contains((a.From, a.To)))
            .Select(a => $"{a.Path}: {a.From} ▶ {a.To}").ToArray();
        wrong.ShouldBeEmpty();
    }

    [Test]
    public void Every_arrow_allowed_besides_the_drawing_is_used()
    {
        var used = Files().SelectMany(f => Seen(f.Text, f.Room).Select(to => (f.Room, to))).ToHashSet();
        Arrows.AlsoAllowed.Where(a => !used.Contains((a.From, a.To))).ShouldBeEmpty("an exception that nobody needs any more");
    }

    [Test]
    public void The_reader_of_arrows_sees_each_way_of_naming_a_room()
    {
        Seen("using Symetrie.Analytics.Disclosure;", "Tallies").ShouldBe(["Disclosure"]);
        Seen("using static Symetrie.Api.Stores.Engines.EngineCatalogue;", "Exports").ShouldBe(["Stores"]);
        Seen("using S = Symetrie.Api.Stores.Store;", "Exports").ShouldBe(["Stores"]);
        Seen("var s = new global::Symetrie.Api.Imports.Importer(store);", "Stores").ShouldBe(["Imports"]);
        Seen("using Symetrie.Analytics;", "Imports").ShouldBe(["Analysis"]);
        Seen("Symetrie.Analytics.AnalysisSettings settings", "Imports").ShouldBe(["Analysis"]);
        Seen("var t = Tallies.Tally.Empty;", "Surveys").ShouldBe(["Tallies"]);
        Seen("private Analysis analysis;", "Measures").ShouldBe(["Analysis"]);
        Seen("AnalysisSettings settings", "Measures").ShouldBeEmpty("settings are handed to every room of the core");
        Seen("store.Tallies.Stored(connection)", "Recompute").ShouldBeEmpty("a property is no room");
    }

    [Test]
    public void The_core_knows_nothing_of_the_shell_and_only_statistics_knows_MathNet()
    {
        var core = Checkout.Sources("Symetrie.Analytics").Select(p => (Path: p, Text: Checkout.WithoutComments(Checkout.Text(p)))).ToArray();
        core.ShouldNotBeEmpty();
        core.Where(f => f.Text.Contains("Symetrie.Api", StringComparison.Ordinal)).Select(f => f.Path).ShouldBeEmpty();
        core.Where(f => f.Text.Contains("MathNet", StringComparison.Ordinal) && RoomOf(f.Path) != "Statistics").Select(f => f.Path).ShouldBeEmpty();
        core.Where(f => Outside().IsMatch(f.Text)).Select(f => f.Path).ShouldBeEmpty("no clock, file, database or HTTP in the core");
    }

    [Test]
    public void There_are_no_global_usings()
    {
        Checkout.Files.Where(f => f.EndsWith(".cs", StringComparison.Ordinal) && GlobalUsing().IsMatch(Checkout.Text(f))).ShouldBeEmpty();
        Checkout.Files.Where(f => (f.EndsWith(".csproj", StringComparison.Ordinal) || f.EndsWith(".props", StringComparison.Ordinal)) && Checkout.Text(f).Contains("<Using ", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Test]
    public void There_is_no_SQL_outside_stores() =>
        Files().Where(f => f.Room != "Stores" && Sql().IsMatch(f.Text)).Select(f => f.Path).ShouldBeEmpty();

    [Test]
    public void There_is_no_HttpContext_outside_endpoints_and_access() =>
        Files().Where(f => f.Room is not ("Endpoints" or "Access") && Http().IsMatch(f.Text)).Select(f => f.Path).ShouldBeEmpty();

    private static IEnumerable<(string Path, string Room, string Text)> Files() =>
        Checkout.Sources("Symetrie.Analytics", "Symetrie.Api").Select(p => (p, RoomOf(p), Checkout.WithoutComments(Checkout.Text(p))));

    private static string RoomOf(string path)
    {
        var parts = path.Split('/');
        return parts.Length > 2 ? parts[1] : parts[0] == "Symetrie.Analytics" ? "Analysis" : "Program";
    }

    private static string[] Seen(string source, string from)
    {
        var qualified = Qualified().Matches(source).Select(m => m.Groups["room"].Value is { Length: > 0 } name && Arrows.Drawn.ContainsKey(name) ? name
            : m.Groups["project"].Value == "Analytics" ? "Analysis" : "Program");
        // Inside one project a room can be named without its project.
        var project = Core.Contains(from);
        var relative = Relative().Matches(source).Select(m => m.Groups["room"].Value).Where(r => Arrows.Drawn.ContainsKey(r) && Core.Contains(r) == project);
        var engine = project && from != "Analysis" && Engine().IsMatch(source) ? ["Analysis"] : Array.Empty<string>();
        return [.. qualified.Concat(relative).Concat(engine).Where(r => r != from).Distinct(StringComparer.Ordinal)];
    }

    // A namespace line says where a file stands, not what it looks at.
    [GeneratedRegex(@"(?<!namespace )\bSymetrie\.(?<project>Analytics|Api)(?:\.(?<room>[A-Z]\w*))?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Qualified();

    [GeneratedRegex(@"(?<![\w.])(?<room>Surveys|Statistics|Tallies|Disclosure|Panels|Measures|Exports|Imports|Stores|Recompute|Notices|Plots|Access|Endpoints|Commands)\.[A-Z]\w*\b(?!\()", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Relative();

    [GeneratedRegex(@"(?<![\w.])(Analysis|MeasureRows)\b(?!\s*[=(])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Engine();

    [GeneratedRegex(@"^\s*global\s+using\s", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex GlobalUsing();

    [GeneratedRegex(@"using (Dapper|Microsoft\.Data\.Sqlite|Npgsql|SQLitePCL)|""\s*(select\s.+\sfrom|insert\s+into|update\s+\w+\s+set|delete\s+from|create\s+(table|index)|alter\s+table|drop\s+table|pragma)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Sql();

    [GeneratedRegex(@"\b(HttpContext|HttpRequest|HttpResponse|IResult|Microsoft\.AspNetCore\.Http)\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Http();

    [GeneratedRegex(@"\b(File|Directory|FileStream|HttpClient|DbConnection|TimeProvider|DateTime\.(Now|UtcNow|Today)|Environment\.GetEnvironmentVariable)\b[.( ]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Outside();
}
