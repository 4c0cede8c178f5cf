using System.Security.Cryptography;
using System.Text;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Disclosure;

/// <summary>By which it is known that a release of one voice in one period would find everything as the last one left it.</summary>
/// <remarks>It covers all that such a release looks at: the sheets (by the digest their keeper has of them), teams, questions, minimums, the period, what the ledger holds of it, and the
/// build of the program.</remarks>
internal static class RoomMark
{
    private static readonly string Engine = typeof(RoomMark).Module.ModuleVersionId.ToString("N");

    /// <summary>The mark; null where nobody keeps digests of the sheets.</summary>
    public static string? Of(Undisclosed source, AnalysisSettings settings, Voice voice, int period, ReleaseLedger ledger)
    {
        var at = source.Periods[period];
        if (!source.SheetDigests.TryGetValue((voice, at.Key), out var sheets)) return null;
        var text = new StringBuilder();
        text.Append($"{Engine}\n{settings.EmployeeMinimum} {settings.CustomerMinimum} {settings.DetailMinimum} {source.Minimums.GetValueOrDefault((voice, at.Key))}\n{at.Key} {at.EmployeeTo.DayNumber}\n{sheets}\n");
        foreach (var dimension in source.Dimensions(voice)) text.Append($"{dimension.Key}\n");
        foreach (var item in source.Items(voice)) text.Append($"{item.Dimension} {item.Key}\n");
        foreach (var team in source.Tree.Teams)
        {
            text.Append($"{team.Key}\t{team.Parent}");
            foreach (var name in source.Tree.AttributeNames) text.Append($"\t{name}={team.Attribute(name, at)}");
            text.Append('\n');
        }

        foreach (var (name, column) in ledger.Columns.Where(c => c.Key.Voice == voice && c.Key.Period == at.Key).OrderBy(c => c.Key.Dimension, StringComparer.Ordinal))
            text.Append($"{name.Dimension} {column.Digest}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()))[..16]);
    }
}
