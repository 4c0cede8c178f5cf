using static Symetrie.Benchmarks.Samples.SampleEffect;

namespace Symetrie.Benchmarks.Samples;

/// <summary>A node above the shops.</summary>
public sealed record SampleNode(string Key, string Name, string Parent);

/// <summary>The organisation: Maison Clairval, invented; one company, 4 regions, 10 areas, 40 shops, 6 quarters.</summary>
public static class SampleTree
{
    /// <summary>The quarter, from 0, in which the moved shop becomes a station shop.</summary>
    public const int MoveQuarter = 3;

    private static readonly (string Region, string Key, string Name, (string Name, string Format, SampleEffect Effect)[] Shops)[] Areas =
    [
        ("R-ROM", "A-LEM", "Arc lémanique", [("Genève Cornavin", "station", Ordinary), ("Genève Rive", "city", Symmetric), ("Nyon", "suburb", Ordinary), ("Lausanne Flon", "city", EmployeeFavoured)]),
        ("R-ROM", "A-VAL", "Valais et Riviera", [("Montreux", "station", Ordinary), ("Vevey", "city", Symmetric), ("Sion", "city", CustomerFavoured), ("Martigny", "suburb", FewEmployees)]),
        ("R-ROM", "A-JUR", "Jura et Trois-Lacs", [("Neuchâtel", "city", Ordinary), ("La Chaux-de-Fonds", "city", EmployeeFavoured), ("Yverdon-les-Bains", "suburb", Ordinary), ("Bienne Gare", "station", Ordinary)]),
        ("R-RHA", "A-LYO", "Grand Lyon", [("Lyon Part-Dieu", "city", Moved), ("Lyon Bellecour", "city", Symmetric), ("Villeurbanne", "suburb", CustomerFavoured), ("Saint-Étienne", "city", Drifting)]),
        ("R-RHA", "A-SAV", "Savoies", [("Annecy", "city", Ordinary), ("Chambéry", "station", Ordinary), ("Thonon-les-Bains", "suburb", FewEmployees), ("Évian-les-Bains", "suburb", Ordinary)]),
        ("R-RHA", "A-DAU", "Dauphiné", [("Grenoble Gare", "station", Symmetric), ("Grenoble Victor-Hugo", "city", Ordinary), ("Voiron", "suburb", FewCustomers), ("Meylan", "suburb", Panel)]),
        ("R-EST", "A-ALS", "Alsace", [("Strasbourg Gare", "station", CustomerFavoured), ("Strasbourg Kléber", "city", Unrecognised), ("Colmar", "city", Ordinary), ("Mulhouse", "suburb", EmployeeFavoured)]),
        ("R-EST", "A-BFC", "Bourgogne et Franche-Comté", [("Besançon Viotte", "station", Ordinary), ("Besançon Granvelle", "city", Symmetric), ("Dijon Darcy", "city", CustomersOnly), ("Dole", "suburb", Ordinary)]),
        ("R-IDF", "A-PAR", "Paris intra-muros", [("Paris Gare de Lyon", "station", EmployeeFavoured), ("Paris Saint-Lazare", "station", Ordinary), ("Paris Bastille", "city", Ordinary), ("Paris Alésia", "city", EmployeesOnly)]),
        ("R-IDF", "A-COU", "Petite couronne", [("L’Haÿ-les-Roses", "suburb", Panel), ("Créteil", "suburb", Symmetric), ("Saint-Denis", "station", Ordinary), ("Vincennes Château", "suburb", CustomerFavoured)]),
    ];

    private static readonly SampleNode[] Regions =
    [
        new("R-ROM", "Suisse romande", "CLAIRVAL"), new("R-RHA", "Rhône-Alpes", "CLAIRVAL"), new("R-EST", "Grand Est", "CLAIRVAL"), new("R-IDF", "Île-de-France", "CLAIRVAL"),
    ];

    /// <summary>The quarters, oldest first.</summary>
    public static IReadOnlyList<SampleQuarter> Quarters { get; } = [.. new[] { (2025, 2), (2025, 3), (2025, 4), (2026, 1), (2026, 2), (2026, 3) }.Select(q => new SampleQuarter(q.Item1, q.Item2))];

    /// <summary>Company, regions and areas, a parent before its children.</summary>
    public static IReadOnlyList<SampleNode> Nodes { get; } = [new("CLAIRVAL", "Maison Clairval", ""), .. Regions, .. Areas.Select(a => new SampleNode(a.Key, a.Name, a.Region))];

    /// <summary>The shops in the order of their numbers.</summary>
    public static IReadOnlyList<SampleShop> Shops { get; } =
        [.. Areas.SelectMany(a => a.Shops.Select(s => (Area: a, Shop: s)))
            .Select((x, i) => new SampleShop(i + 1, x.Shop.Name, x.Area.Key, Regions.Single(r => r.Key == x.Area.Region).Name, x.Shop.Format, x.Shop.Effect))];
}

/// <summary>A calendar quarter.</summary>
public readonly record struct SampleQuarter(int Year, int Number)
{
    /// <summary>As rows carry it: <c>2025-Q2</c>.</summary>
    public string Key => $"{Year:D4}-Q{Number}";

    /// <summary>As a French export writes it: <c>T2 2025</c>.</summary>
    public string French => $"T{Number} {Year:D4}";

    /// <summary>A day of the quarter, drawn uniformly.</summary>
    public DateOnly Day(SampleRandom random)
    {
        var first = new DateOnly(Year, ((Number - 1) * 3) + 1, 1);
        return first.AddDays(random.Below(first.AddMonths(3).DayNumber - first.DayNumber));
    }
}
