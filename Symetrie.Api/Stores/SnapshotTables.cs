using System.Text.Json;
using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Api.Stores;

/// <summary>A team as a BI model joins facts to it.</summary>
/// <param name="Key">The key.</param>
/// <param name="Name">The name.</param>
/// <param name="Parent">The parent's key; null for a root.</param>
/// <param name="Path">The keys from the root, joined by <c>/</c>.</param>
/// <param name="Depth">How many ancestors it has.</param>
/// <param name="IsLeaf">Whether it has no children.</param>
/// <param name="Attributes">Attributes, each a list of dated values.</param>
public sealed record TeamEntry(string Key, string Name, string? Parent, string Path, int Depth, bool IsLeaf, IReadOnlyDictionary<string, IReadOnlyList<DatedEntry>> Attributes);

/// <summary>A value that holds from a day on.</summary>
/// <param name="From">The first day.</param>
/// <param name="Value">The value.</param>
public sealed record DatedEntry(DateOnly From, string Value);

/// <summary>A dimension with its names and mirrored questions.</summary>
/// <param name="Key">The key.</param>
/// <param name="NameEn">English name.</param>
/// <param name="NameFr">French name.</param>
/// <param name="Employee">Whether the employee voice rates it.</param>
/// <param name="Customer">Whether the customer voice rates it.</param>
/// <param name="EmployeeQuestionEn">The question to employees, English.</param>
/// <param name="EmployeeQuestionFr">The question to employees, French.</param>
/// <param name="CustomerQuestionEn">The question to customers, English.</param>
/// <param name="CustomerQuestionFr">The question to customers, French.</param>
public sealed record DimensionEntry(
    string Key, string NameEn, string NameFr, bool Employee, bool Customer,
    string? EmployeeQuestionEn, string? EmployeeQuestionFr, string? CustomerQuestionEn, string? CustomerQuestionFr);

/// <summary>A period with the windows of both voices; each ends the day before its end date.</summary>
/// <param name="Key">The label.</param>
/// <param name="EmployeeFrom">First day of the employee window.</param>
/// <param name="EmployeeTo">The day after its last.</param>
/// <param name="CustomerFrom">First day of the customer window.</param>
/// <param name="CustomerTo">The day after its last.</param>
public sealed record PeriodEntry(string Key, DateOnly EmployeeFrom, DateOnly EmployeeTo, DateOnly CustomerFrom, DateOnly CustomerTo);

/// <summary>The dimension tables of a snapshot.</summary>
/// <param name="Teams">The teams, parents first.</param>
/// <param name="Dimensions">The dimensions of either voice.</param>
/// <param name="Periods">The periods in order.</param>
/// <param name="Margin">The margin of symmetry by which its verdicts were made, in score points; null in snapshots of before it was kept.</param>
/// <param name="Referential">The promises and rituals of that time, as JSON; null in snapshots of before they were kept.</param>
public sealed record SnapshotTables(IReadOnlyList<TeamEntry> Teams, IReadOnlyList<DimensionEntry> Dimensions, IReadOnlyList<PeriodEntry> Periods, double? Margin = null, string? Referential = null)
{
    internal static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web);

    internal static SnapshotTables Of(Panel panel, double margin)
    {
        var tree = panel.Tree;
        var employee = panel.Released.EmployeeDimensions.ToDictionary(d => d.Key, StringComparer.Ordinal);
        var customer = panel.Released.CustomerDimensions.ToDictionary(d => d.Key, StringComparer.Ordinal);
        return new SnapshotTables(
            [.. tree.Teams.Select((team, i) => new TeamEntry(team.Key, team.Name, team.Parent, tree.PathOf(i), tree.DepthOf(i), tree.IsLeaf(i), Dated(team)))],
            [.. employee.Values.Concat(customer.Values.Where(d => !employee.ContainsKey(d.Key))).Select(d => Entry(d, employee.ContainsKey(d.Key), customer.ContainsKey(d.Key)))],
            [.. panel.Periods.Select(p => new PeriodEntry(p.Key, p.EmployeeFrom, p.EmployeeTo, p.CustomerFrom, p.CustomerTo))],
            margin,
            ReferentialJson.Write(panel.Deeds.Referential));
    }

    private static Dictionary<string, IReadOnlyList<DatedEntry>> Dated(Team team) =>
        team.Attributes.ToDictionary(a => a.Key, a => (IReadOnlyList<DatedEntry>)[.. a.Value.Select(v => new DatedEntry(v.From, v.Value))], StringComparer.Ordinal);

    private static DimensionEntry Entry(Dimension dimension, bool employee, bool customer) => new(
        dimension.Key, dimension.Name.En, dimension.Name.Fr, employee, customer,
        dimension.EmployeeQuestion?.En, dimension.EmployeeQuestion?.Fr, dimension.CustomerQuestion?.En, dimension.CustomerQuestion?.Fr);
}
