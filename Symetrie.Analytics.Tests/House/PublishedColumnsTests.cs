using System.Text.Json;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Measures;

namespace Symetrie.Analytics.Tests.House;

/// <summary>What BI models rely on: a published column is never removed, renamed or retyped. <c>published-columns.json</c> lists them; at a
/// release, what is new is added to it, and nothing is ever taken out.</summary>
public sealed class PublishedColumnsTests
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    private static readonly Dictionary<string, PublishedColumn[]> Published =
        JsonSerializer.Deserialize<Dictionary<string, PublishedColumn[]>>(Checkout.Text("Symetrie.Analytics.Tests/House/published-columns.json"), Options)!;

    [Test]
    public void Every_published_column_is_there_as_it_was() => Published.SelectMany(p => Broken(p.Key, MeasureCatalogue.Find(p.Key)?.Columns ?? [], p.Value)).ShouldBeEmpty();

    // Subjects that the design names and that came later: null stands for what there was before (lag 0, level between).
    private static readonly string[] LaterSubjects = ["correlations.lag", "correlations.level"];

    [Test]
    public void What_a_published_measure_gained_can_be_null()
    {
        var gained = Published.SelectMany(p => (MeasureCatalogue.Find(p.Key)?.Columns ?? []).Where(c => !Array.Exists(p.Value, k => k.Name == c.Name)).Select(c => (Measure: p.Key, Column: c)));
        gained.Where(g => !g.Column.IsNullable || (g.Column.IsSubject && !LaterSubjects.Contains($"{g.Measure}.{g.Column.Name}"))).Select(g => $"{g.Measure}.{g.Column.Name}").ShouldBeEmpty("older snapshots show null there");
    }

    [Test]
    public void The_list_is_not_empty() => Published.Keys.ShouldBe(["scores", "gaps", "correlations", "drift", "participation", "pairing"], ignoreOrder: true);

    [Test]
    public void A_column_gone_retyped_or_narrowed_is_noticed()
    {
        var gaps = MeasureCatalogue.Find("gaps")!.Columns;
        Broken("gaps", gaps, [new("teamColour", "text", false, false, null)]).ShouldHaveSingleItem().ShouldContain("is gone");
        Broken("gaps", gaps, [new("gap", "integer", false, true, null)]).ShouldHaveSingleItem().ShouldContain("real");
        Broken("gaps", gaps, [new("status", "text", false, false, ["ok", "vanished"])]).ShouldHaveSingleItem().ShouldContain("vanished");
        Broken("gaps", gaps, [new("gap", "real", false, false, null)]).ShouldHaveSingleItem().ShouldContain("null");
        Broken("gaps", gaps, [new("gap", "real", false, true, null)]).ShouldBeEmpty();
    }

    private static IEnumerable<string> Broken(string measure, IReadOnlyList<Column> columns, IEnumerable<PublishedColumn> published)
    {
        foreach (var known in published)
        {
            var name = $"{measure}.{known.Name}";
            if (columns.FirstOrDefault(c => c.Name == known.Name) is not { } now) yield return $"{name} is gone";
            else if (KindOf(now) != known.Kind) yield return $"{name} was {known.Kind} and is {KindOf(now)}";
            else if (now.IsSubject != known.Subject) yield return $"{name} {(now.IsSubject ? "became" : "is no more")} a subject";
            else if (now.IsNullable && !known.Nullable) yield return $"{name} was never null and can be now";
            else if (known.Values?.Except(now.Values ?? []).ToArray() is { Length: > 0 } gone) yield return $"{name} does not know {string.Join(", ", gone)} any more";
        }
    }

    private static string KindOf(Column column) => column.IsDate ? "date" : column.Kind.ToString().ToLowerInvariant();

    private sealed record PublishedColumn(string Name, string Kind, bool Subject, bool Nullable, string[]? Values);
}
