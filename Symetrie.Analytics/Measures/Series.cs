namespace Symetrie.Analytics.Measures;

/// <summary>What is followed over periods.</summary>
public enum Series
{
    /// <summary>The employee voice.</summary>
    Employee,

    /// <summary>The customer voice.</summary>
    Customer,

    /// <summary>Employee mean minus customer mean.</summary>
    Gap,
}
