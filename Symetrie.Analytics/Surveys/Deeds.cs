using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Symetrie.Analytics.Surveys;

/// <summary>That a leaf team holds a ritual.</summary>
/// <param name="Ritual">The ritual's key.</param>
/// <param name="Team">The leaf team's place.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The day after the last.</param>
/// <param name="Assignment">How the team came to hold it.</param>
/// <param name="Noted">The day on which this was noted.</param>
public readonly record struct TeamAction(string Ritual, int Team, DateOnly From, DateOnly To, Assignment Assignment, DateOnly Noted);

/// <summary>How often a team or node itself held a ritual in a period.</summary>
/// <param name="Ritual">The ritual's key.</param>
/// <param name="Team">The team's place.</param>
/// <param name="Day">The first day of the period.</param>
/// <param name="Held">How often it was held.</param>
/// <param name="Planned">How often it was planned.</param>
/// <param name="Noted">The day on which this was noted.</param>
public readonly record struct TeamPractice(string Ritual, int Team, DateOnly Day, long Held, long Planned, DateOnly Noted);

/// <summary>What was done beside what was said: the rituals, which teams hold them since when, and how often they were held.</summary>
public sealed class Deeds
{
    private readonly Lazy<string> digest;

    /// <summary>Puts them in order.</summary>
    /// <param name="referential">Promises and rituals.</param>
    /// <param name="actions">Which leaf teams hold which ritual.</param>
    /// <param name="practice">How often it was held.</param>
    public Deeds(Referential referential, IEnumerable<TeamAction> actions, IEnumerable<TeamPractice> practice)
    {
        Referential = referential;
        Actions = [.. actions.OrderBy(a => a.Ritual, StringComparer.Ordinal).ThenBy(a => a.Team).ThenBy(a => a.From).ThenBy(a => a.To).Distinct()];
        Practice = [.. practice.OrderBy(p => p.Ritual, StringComparer.Ordinal).ThenBy(p => p.Team).ThenBy(p => p.Day)];
        digest = new(DigestOf);
    }

    /// <summary>Nothing was done.</summary>
    public static Deeds None { get; } = new(Referential.Empty, [], []);

    /// <summary>Promises and rituals.</summary>
    public Referential Referential { get; }

    /// <summary>Which leaf teams hold which ritual, by ritual, team and day.</summary>
    public IReadOnlyList<TeamAction> Actions { get; }

    /// <summary>How often rituals were held, by ritual, team and day.</summary>
    public IReadOnlyList<TeamPractice> Practice { get; }

    /// <summary>A digest of all of it.</summary>
    public string Digest => digest.Value;

    private string DigestOf()
    {
        var text = new StringBuilder(ReferentialJson.Write(Referential));
        foreach (var a in Actions) text.Append(CultureInfo.InvariantCulture, $"a\t{a.Ritual}\t{a.Team}\t{a.From.DayNumber}\t{a.To.DayNumber}\t{(int)a.Assignment}\t{a.Noted.DayNumber}\n");
        foreach (var p in Practice) text.Append(CultureInfo.InvariantCulture, $"p\t{p.Ritual}\t{p.Team}\t{p.Day.DayNumber}\t{p.Held}\t{p.Planned}\t{p.Noted.DayNumber}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()))[..16]);
    }
}
