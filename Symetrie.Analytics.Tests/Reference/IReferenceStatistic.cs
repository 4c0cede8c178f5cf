namespace Symetrie.Analytics.Tests.Reference;

/// <summary>Computes one statistic for the reference vectors that bear its name. Found by reflection.</summary>
public interface IReferenceStatistic
{
    /// <summary>The name of the statistic in the vectors, as <c>welch_t</c>.</summary>
    string Name { get; }

    /// <summary>Everything the vectors of this statistic may expect, by key. A key whose figure is absent maps to null. Values are
    /// numbers, strings, booleans, arrays of these or nested dictionaries.</summary>
    IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector);
}
