using System.Security.Cryptography;
using System.Text;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Panels;

/// <summary>Digests of what a panel shows: of its structure, and of the cells of each period. Never of anything that is withheld.</summary>
public sealed class PanelDigest
{
    private readonly string structure;
    private readonly string questions;
    private readonly string deeds;
    private readonly string[] figures;

    // By voice and period.
    private readonly string[][] dated;
    private readonly string[] outcomes;

    /// <summary>Digests a panel.</summary>
    public PanelDigest(Panel panel)
    {
        structure = Of(Structure(panel));
        questions = Of(Questions(panel));
        deeds = panel.Deeds.Digest;
        // Nothing where there are none: the id of a snapshot without outcomes is what it was.
        outcomes = panel.Outcomes.Digest.Length == 0 ? [] : [$"outcomes\t{panel.Outcomes.Digest}"];
        figures = new string[panel.Periods.Count];
        dated = [.. Voices.Both.Select(_ => new string[panel.Periods.Count])];
        Parallel.For(0, panel.Periods.Count, p =>
        {
            var (employees, customers) = (panel.Released.Digest(Voice.Employee, p), panel.Released.Digest(Voice.Customer, p));
            (dated[(int)Voice.Employee][p], dated[(int)Voice.Customer][p]) = (employees.Dated, customers.Dated);
            figures[p] = Of([employees.Figures, customers.Figures]);
        });
    }

    /// <summary>All that a reader may see, the days from which cells stand left out: a cell that is the same from another day on is no news.</summary>
    public string Whole(string settings) => Of([settings, structure, deeds, .. figures, .. outcomes]);

    /// <summary>All that rows depend on which look at some periods only.</summary>
    /// <param name="what">What rows.</param>
    /// <param name="periods">The places of the periods.</param>
    /// <param name="voices">The voices they look at.</param>
    public string Part(string what, IEnumerable<int> periods, IReadOnlyList<Voice> voices) =>
        Of([what, structure, .. periods.SelectMany(p => voices.Select(voice => $"{p}\t{voice.Text()}\t{dated[(int)voice][p]}"))]);

    /// <summary>What is asked, by which form, and something beside it.</summary>
    public string Questions(string what) => Of([what, questions]);

    private static IEnumerable<string> Questions(Panel panel)
    {
        foreach (var voice in Voices.Both)
        {
            foreach (var (d, dimension) in panel.Released.Dimensions(voice).Index())
                yield return $"dimension\t{voice.Text()}\t{dimension.Key}\t{dimension.Name.En}\t{dimension.Name.Fr}\t{panel.Released.Form(voice, d)}";
            foreach (var item in panel.Released.Items(voice)) yield return FormattableString.Invariant($"item\t{voice.Text()}\t{item.Key}\t{item.Dimension}\t{item.Points}");
        }
    }

    private static IEnumerable<string> Structure(Panel panel)
    {
        foreach (var period in panel.Periods)
            yield return $"period\t{period.Key}\t{period.EmployeeFrom:O}\t{period.EmployeeTo:O}\t{period.CustomerFrom:O}\t{period.CustomerTo:O}";
        foreach (var voice in Voices.Both)
        {
            var dimensions = panel.Released.Dimensions(voice);
            for (var p = 0; p < panel.Periods.Count; p++)
                yield return $"asked\t{voice.Text()}\t{p}\t{string.Concat(dimensions.Select((_, d) => panel.Asked(voice, p, d) ? '1' : '0'))}";
        }

        foreach (var line in Questions(panel)) yield return line;
        foreach (var team in panel.Tree.Teams)
        {
            yield return $"team\t{team.Key}\t{team.Name}\t{team.Parent}";
            foreach (var (name, values) in team.Attributes.OrderBy(a => a.Key, StringComparer.Ordinal))
                foreach (var value in values) yield return $"attribute\t{name}\t{value.From:O}\t{value.Value}";
        }
    }

    private static string Of(IEnumerable<string> lines)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new StringBuilder();
        foreach (var line in lines)
        {
            buffer.Append(line).Append('\n');
            if (buffer.Length < 1 << 14) continue;
            hash.AppendData(Encoding.UTF8.GetBytes(buffer.ToString()));
            buffer.Clear();
        }

        hash.AppendData(Encoding.UTF8.GetBytes(buffer.ToString()));
        return Convert.ToHexStringLower(hash.GetHashAndReset()[..16]);
    }
}
