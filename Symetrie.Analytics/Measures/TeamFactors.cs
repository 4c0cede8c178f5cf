using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Measures;

/// <summary>The attributes of the leaf teams of a stratum in a period, as codes: what a correlation is partial on.</summary>
internal sealed class TeamFactors
{
    private readonly IReadOnlyList<int[]> all;
    private readonly int[]? type;

    public TeamFactors(Panel panel, string? stratum, int period, IReadOnlyList<int> leaves)
    {
        var varying = panel.Tree.AttributeNames.Select(name => (Name: name, Codes: CodesOf(panel, name, period, leaves))).Where(f => f.Codes.AsSpan().ContainsAnyExcept(0)).ToArray();
        all = [.. varying.Select(f => f.Codes)];
        TypeName = TypeOf(panel.Tree.AttributeNames, stratum);
        type = varying.FirstOrDefault(f => f.Name == TypeName).Codes;
        if (type is null) TypeName = null;
    }

    /// <summary>The attribute that is the teams' type; null where there is none, or all of them are of one.</summary>
    public string? TypeName { get; }

    /// <summary>The type of some of the teams; null where there is none.</summary>
    public int[]? TypeOf(int[] teams) => type is null ? null : [.. teams.Select(t => type[t])];

    /// <summary>What their types leave of a series; null where there are none.</summary>
    public FactorResidualsResult? WithoutType(int[] teams, double[] values) => type is null ? null : FactorResiduals.Compute(values, [TypeOf(teams)!]);

    /// <summary>What all their attributes leave of a series; null where there are none.</summary>
    public FactorResidualsResult? WithoutAll(int[] teams, double[] values) =>
        all.Count == 0 ? null : FactorResiduals.Compute(values, [.. all.Select(codes => teams.Select(t => codes[t]).ToArray())]);

    /// <summary>The attribute that says what kind of team it is: the one of the settings, else <c>type</c>, else the first whose name ends so (<c>unit_type</c>).</summary>
    public static string? TypeOf(IReadOnlyList<string> names, string? stratum) =>
        stratum ?? names.FirstOrDefault(n => string.Equals(n, "type", StringComparison.OrdinalIgnoreCase)) ?? names.FirstOrDefault(n => n.EndsWith("type", StringComparison.OrdinalIgnoreCase));

    // Teams without a value are a kind of their own. The first team's value is 0.
    private static int[] CodesOf(Panel panel, string name, int period, IReadOnlyList<int> leaves)
    {
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. leaves.Select(t => panel.Tree.Teams[t].Attribute(name, panel.Periods[period]) ?? "").Select(v => known.TryGetValue(v, out var code) ? code : known[v] = known.Count)];
    }
}
