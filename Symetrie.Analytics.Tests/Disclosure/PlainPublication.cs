using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Tests.Disclosure;

/// <summary>What a platform publishes that withholds a figure only where n is below k: every node of the tree and attribute cell with n ≥ k, as exact sums. Its rows are
/// sorted before they are blanked, and its version is a hash of what was answered, as is usual where withholding is the last thing that is done.</summary>
/// <param name="Rows">Key, n and sum in the order of falling means; n and sum are null where withheld.</param>
/// <param name="Hidden">The n of the withheld rows, which its filters still see.</param>
/// <param name="Version">A hash of all answers.</param>
internal sealed record PlainPublication(IReadOnlyList<(string Key, int? N, long? Sum)> Rows, IReadOnlyList<int> Hidden, string Version)
{
    /// <summary>All that a reader gets.</summary>
    public string Text => Rows.Aggregate(new StringBuilder(), (text, r) => text.Append(CultureInfo.InvariantCulture, $"{r.Key};{r.N};{r.Sum}\n")).ToString();

    public static PlainPublication Of(Organisation made, int k = 5)
    {
        var cells = made.Teams.SelectMany(t => t.Attributes.Select(a => $"attribute:{a.Key}={a.Value[0].Value}")).Distinct();
        var rows = made.Teams.Select(t => t.Key).Concat(cells).SelectMany(key => Voices.Both.Select(voice => (Key: $"{voice} {key}", Scores: Scores(made, voice, key)))).Where(r => r.Scores.Length > 0)
            .OrderByDescending(r => r.Scores.Average()).ThenBy(r => r.Key, StringComparer.Ordinal)
            .ToList();
        var shown = rows.Select(r => r.Scores.Length < k ? (r.Key, (int?)null, (long?)null) : (r.Key, r.Scores.Length, r.Scores.Sum()));
        var answers = string.Join(';', made.Answers.OrderBy(a => (a.Voice, a.Number)).Select(a => $"{a.Voice} {a.Number} {a.Team} {a.Score}"));
        return new PlainPublication([.. shown], [.. rows.Select(r => r.Scores.Length).Where(n => n < k)], Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(answers))));
    }

    private static long[] Scores(Organisation made, Voice voice, string key)
    {
        var teams = made.TeamsOf(key, new HashSet<string>(StringComparer.Ordinal));
        return [.. made.Answers.Where(a => a.Voice == voice && teams.Contains(a.Team)).Select(a => a.Score)];
    }
}
