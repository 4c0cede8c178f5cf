using System.Globalization;
using System.Text;
using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tests.River;

namespace Symetrie.Analytics.Tests.Endpoints.Pictures;

/// <summary>A small organisation in which everything has happened that a statement tells of: 36 teams in four areas, managers, a chain that breaks in one area, and a turnover that is least
/// where both voices are equal.</summary>
internal static class OrganisationWithOutcomes
{
    private const string Figures = """
        {"key":"VOICE-figures","voice":"VOICE","layout":"aggregate","comparable":true,"columns":{"team":"team","period":"quarter","item":"what","answer":"VOICE_score","n":"n","sd":"sd"},
         "items":[{"key":"r","column":"recognition","dimension":"recognition","scale":{"min":0,"max":100,"decimals":2} },{"key":"o","column":"overall","dimension":"overall","scale":{"min":0,"max":100,"decimals":2} }]}
        """;

    private const string Managers = """
        {"key":"managers","voice":"employee","respondents":"managers","layout":"wide","comparable":true,"columns":{"team":"post","date":"date","respondent":"who"},
         "items":[{"key":"m","column":"m","dimension":"recognition","scale":{"min":0,"max":100} }]}
        """;

    private const string Outcomes = """
        {"key":"hr","voice":"employee","layout":"outcomes","columns":{"team":"team","period":"quarter","metric":"metric","value":"value"},
         "metrics":[{"key":"turnover","name":{"en":"Staff turnover","fr":"Rotation du personnel"},"better":"lower"}]}
        """;

    /// <summary>Fills a store and publishes it.</summary>
    public static TestStore Published()
    {
        var test = new TestStore();
        test.Store.Teams.Put([Team("org", "Maison <Exemple> & fils", null), .. Areas().Select(a => Team(a, $"Area {a[1..]}", "org")), .. Teams().Select(t => Team(t.Key, null, t.Area))]);
        foreach (var voice in new[] { "employee", "customer" }) test.Know(Figures.Replace("VOICE", voice, StringComparison.Ordinal));
        test.Know(Managers);
        test.Know(Outcomes);
        foreach (var voice in new[] { "employee", "customer" }) Taken(test.Import($"team,quarter,what,{voice}_score,n,sd\n" + Rows(t => $"{t.Key},2026-Q1,recognition,{Text(Score(t, voice))},40,15\n{t.Key},2026-Q1,overall,{Text(Score(t, voice))},40,15\n")));
        // In the last area managers receive 25 points more than their teams.
        Taken(test.Import("post,date,who,m\n" + Rows(t => string.Concat(Enumerable.Range(0, 2).Select(i => $"{t.Key},2026-02-01,{t.Key}-{i},{60 + (t.Area == "a3" ? 25 : 0) + (i * 2)}\n")))));
        Taken(test.Import("team,quarter,metric,value\n" + Rows(t => $"{t.Key},2026-Q1,turnover,{Text(10 + (0.05 * Math.Pow(Score(t, "employee") - Score(t, "customer"), 2)) + ((t.Number * 7) % 5 * 0.1))}\n")));
        test.Recompute();
        return test;
    }

    private static void Taken(Symetrie.Api.Imports.ImportReport report)
    {
        if (report.State != "imported") throw new InvalidOperationException($"{report.Refusal} {string.Join("; ", report.Problems.SelectMany(p => p.Samples).Select(s => s.Reason))}");
    }

    private static double Score((string Key, string Area, int Number) team, string voice) => 60 + ((team.Number * 5) % 7) - 3 + ((voice == "employee" ? 1 : -1) * (((team.Number * 11) % 13) - 6));

    private static string[] Areas() => ["a0", "a1", "a2", "a3"];

    private static IEnumerable<(string Key, string Area, int Number)> Teams() => Enumerable.Range(0, 36).Select(i => ($"t{i:D2}", $"a{i / 9}", i));

    private static string Rows(Func<(string Key, string Area, int Number), string> row) => Teams().Aggregate(new StringBuilder(), (text, team) => text.Append(row(team))).ToString();

    private static string Text(double value) => Math.Round(value, 2).ToString(CultureInfo.InvariantCulture);

    private static RegisteredTeam Team(string key, string? name, string? parent) => new(key, name, parent, [], new Dictionary<string, IReadOnlyList<DatedValue>>());
}
