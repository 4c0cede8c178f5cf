using Symetrie.Api.Stores;

namespace Symetrie.Api.Commands;

/// <summary>A ritual: how often it was held, and what it did to the dimension it is held for.</summary>
/// <param name="Ritual">The ritual's key.</param>
/// <param name="Dimension">The dimension's key.</param>
/// <param name="Practice">How often it was held in the last period, by all who hold it; null where nothing is told of it.</param>
/// <param name="Employees">Its effect on employees from the start on.</param>
/// <param name="Customers">Its effect on customers from a period later on.</param>
internal sealed record RitualLine(string Ritual, string Dimension, PublishedRow? Practice, PublishedRow Employees, PublishedRow Customers)
{
    /// <summary>The rituals whose start can be compared with what was before, those that helped first.</summary>
    public static IReadOnlyList<RitualLine> Of(Store store, StoredSnapshot snapshot, string last)
    {
        var practice = PublishedRows.Of(store, snapshot, "practice", ("period", last)).Where(r => r.Text("team").StartsWith("level:", StringComparison.Ordinal)).ToDictionary(r => r.Text("ritual"), StringComparer.Ordinal);
        return
        [
            .. PublishedRows.Of(store, snapshot, "effects").Where(r => r.Count("expected") == 1).GroupBy(r => r.Text("ritual"), StringComparer.Ordinal)
                .Select(g => (g.Key, Employees: g.FirstOrDefault(r => r.Text("voice") == "employee" && r.Count("lag") == 0), Customers: g.FirstOrDefault(r => r.Text("voice") == "customer" && r.Count("lag") == 1)))
                .Where(g => g is { Employees: not null, Customers: not null } && g.Employees.Text("status") == "ok")
                .Select(g => new RitualLine(g.Key, g.Employees!.Text("dimension"), practice.GetValueOrDefault(g.Key), g.Employees, g.Customers!))
                .OrderBy(l => l.Employees.Text("verdict") == "helped" ? 0 : 1).ThenBy(l => l.Ritual, StringComparer.Ordinal),
        ];
    }
}
