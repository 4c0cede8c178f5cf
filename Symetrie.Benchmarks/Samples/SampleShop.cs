namespace Symetrie.Benchmarks.Samples;

/// <summary>What is known of a shop beforehand: the effect that the measures are to find.</summary>
public enum SampleEffect
{
    /// <summary>Employee and customer levels are drawn with correlation ρ.</summary>
    Ordinary,

    /// <summary>Both voices have the same level in every dimension.</summary>
    Symmetric,

    /// <summary>Employees are 15 points above customers in every dimension.</summary>
    EmployeeFavoured,

    /// <summary>Customers are 15 points above employees in every dimension.</summary>
    CustomerFavoured,

    /// <summary>Employees lose 5 points a quarter; customers follow one quarter later.</summary>
    Drifting,

    /// <summary>Symmetric but in recognition, where employees are 20 points lower.</summary>
    Unrecognised,

    /// <summary>Ordinary; becomes a station shop in 2026-Q1, and its level with it.</summary>
    Moved,

    /// <summary>Ordinary; employee answers below five in some or all quarters.</summary>
    FewEmployees,

    /// <summary>Ordinary; customer answers below five in the first three quarters.</summary>
    FewCustomers,

    /// <summary>Ordinary; no customer is asked.</summary>
    EmployeesOnly,

    /// <summary>Ordinary; no employee is asked.</summary>
    CustomersOnly,

    /// <summary>Ordinary; customers are known only from the panel's published figures of the last two quarters.</summary>
    Panel,
}

/// <summary>A leaf team.</summary>
/// <param name="Number">1 to 40; the subject of its random draws.</param>
/// <param name="Name">Its name.</param>
/// <param name="Area">The key of the area above it.</param>
/// <param name="Region">The name of its region, as an attribute.</param>
/// <param name="Format">city, suburb or station, until it moves.</param>
/// <param name="Effect">What is to be found.</param>
public sealed record SampleShop(int Number, string Name, string Area, string Region, string Format, SampleEffect Effect)
{
    /// <summary>The key.</summary>
    public string Key => $"S{Number:D2}";

    /// <summary>Whether employees are asked.</summary>
    public bool HasEmployees => Effect != SampleEffect.CustomersOnly;

    /// <summary>Whether customers are asked in the shop.</summary>
    public bool HasCustomers => Effect is not (SampleEffect.EmployeesOnly or SampleEffect.Panel);

    /// <summary>The format in a quarter.</summary>
    public string FormatIn(int quarter) => Effect == SampleEffect.Moved && quarter >= SampleTree.MoveQuarter ? "station" : Format;
}
