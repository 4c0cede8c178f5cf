using System.Security.Cryptography;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Disclosure;
using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tallies;
using Symetrie.Analytics.Tests.Disclosure.Attacks;

namespace Symetrie.Analytics.Tests.Disclosure;

/// <summary>What is carried over from the ledger without its sheets is, to the byte, what a release on all answers gives.</summary>
internal sealed class CarriedTests
{
    private static readonly Dictionary<(Voice Voice, int Period), string> Nothing = [];

    [Test]
    public void Carrying_over_gives_the_bytes_of_a_release_on_all_answers()
    {
        var (carried, renewed) = (0, 0);
        for (var seed = 1; seed <= 30; seed++)
        {
            var (ledger, marks, day) = (ReleaseLedger.Empty, new Dictionary<(Voice, string), string>(), Organisation.Closed);
            foreach (var made in Nights(seed))
            {
                var source = made.Undisclosed();
                var settled = Release.Settled(Source(source, source.Sheets, Nothing), new AnalysisSettings(), ledger, marks);
                var whole = Analysis.Of(Source(source, source.Sheets, Nothing), new AnalysisSettings { Threads = 1 }, ledger, day);
                var part = Analysis.Of(Source(source, source.Sheets.Where(s => !settled.ContainsKey((s.Key.Voice, s.Key.Period))).ToDictionary(), settled), new AnalysisSettings { Threads = 2 }, ledger, day);
                Organisation.Everything(part).ShouldBe(Organisation.Everything(whole), $"seed {seed}");
                part.Panel.Released.Counts.ShouldBe(whole.Panel.Released.Counts, $"seed {seed}");
                Bytes(part).ShouldBe(Bytes(whole), $"seed {seed}");
                // Of what is carried over the digest is, too: it is that of the cells.
                Digests(part).ShouldBe(Digests(whole), $"seed {seed}");
                (carried, renewed) = (carried + settled.Count, renewed + source.Sheets.Keys.DistinctBy(s => s.Voice).Count() - settled.Count);
                (ledger, marks, day) = (part.Panel.Released.Ledger, part.Panel.Released.Settled.ToDictionary(), day.AddDays(1));
            }
        }

        carried.ShouldBeGreaterThan(50);
        renewed.ShouldBeGreaterThan(50);
    }

    [Test]
    public void Nothing_is_carried_over_where_an_answer_a_team_a_minimum_or_the_ledger_has_changed()
    {
        var made = Organisation.Of("org(a:30 b:30)");
        var source = made.Undisclosed();
        var released = Analysis.Of(Source(source, source.Sheets, Nothing), new AnalysisSettings(), ReleaseLedger.Empty, Organisation.Closed).Panel.Released;
        int Carried(Organisation next, ReleaseLedger ledger, AnalysisSettings settings) =>
            Release.Settled(Source(next.Undisclosed(), next.Undisclosed().Sheets, Nothing), settings, ledger, released.Settled).Count;
        Carried(made, released.Ledger, new AnalysisSettings()).ShouldBe(1);
        Carried(made.Plus("a", 1001), released.Ledger, new AnalysisSettings()).ShouldBe(0);
        Carried(made.Reorganised("org(a b c)", a => a.Team), released.Ledger, new AnalysisSettings()).ShouldBe(0);
        Carried(made, released.Ledger, new AnalysisSettings { EmployeeMinimum = 6 }).ShouldBe(0);
        Carried(made, released.Ledger.Forget(new HashSet<long> { 1 }), new AnalysisSettings()).ShouldBe(0);
    }

    // Nights on which something happens, and nights on which nothing does.
    private static IEnumerable<Organisation> Nights(int seed)
    {
        var (timeline, made) = (new Timeline(new Random(seed)), Organisation.Random(seed, attributes: seed % 3, distinctScores: seed % 2 == 0));
        for (var change = 0; change < 2; change++)
        {
            // Contributions of several teams are put in order when they are written again: that is the second night's, and the third sees that nothing happens.
            for (var night = 0; night < 5; night++) yield return made;
            made = timeline.Changes(made, []).Made;
        }
    }

    private static IEnumerable<RoomDigest> Digests(Analysis analysis) =>
        Voices.Both.SelectMany(v => Enumerable.Range(0, analysis.Panel.Periods.Count).Select(p => analysis.Panel.Released.Digest(v, p)));

    private static string Bytes(Analysis analysis) => string.Join('\n', analysis.Panel.Released.Ledger.Columns
        .OrderBy(c => c.Key.Voice).ThenBy(c => c.Key.Period, StringComparer.Ordinal).ThenBy(c => c.Key.Dimension, StringComparer.Ordinal).Select(c => $"{c.Key} {Convert.ToHexString(c.Value.Content)}"));

    private static Undisclosed Source(Undisclosed made, IReadOnlyDictionary<SheetName, AnswerSheet> sheets, IReadOnlyDictionary<(Voice Voice, int Period), string> settled) => new()
    {
        Tree = made.Tree,
        Periods = made.Periods,
        EmployeeDimensions = made.EmployeeDimensions,
        CustomerDimensions = made.CustomerDimensions,
        Sheets = sheets,
        SheetDigests = made.Sheets.GroupBy(s => (s.Key.Voice, made.Periods[s.Key.Period].Key)).ToDictionary(
            g => g.Key, g => string.Join(' ', g.OrderBy(s => s.Key.Team).Select(s => $"{s.Key.Team}:{Convert.ToHexString(SHA256.HashData(SheetCode.Write(s.Value)))}"))),
        Settled = settled,
        Minimums = made.Minimums,
    };
}
