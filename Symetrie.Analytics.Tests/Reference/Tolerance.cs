using System.Text.Json;

namespace Symetrie.Analytics.Tests.Reference;

/// <summary>How far a figure may be off: |got − expected| ≤ abs + rel·|expected|, with own figures for some keys.</summary>
public readonly record struct Tolerance(double Relative, double Absolute)
{
    public static Tolerance For(ReferenceVector vector, string key)
    {
        if (!vector.Json.TryGetProperty("tolerance", out var all))
        {
            return new Tolerance(1e-9, 1e-12);
        }

        return all.TryGetProperty("keys", out var keys) && keys.TryGetProperty(key, out var own) ? Read(own) : Read(all);
    }

    public bool Accepts(double got, double expected) => Math.Abs(got - expected) <= Absolute + (Relative * Math.Abs(expected));

    private static Tolerance Read(JsonElement e) =>
        new(e.TryGetProperty("rel", out var rel) ? rel.GetDouble() : 0, e.TryGetProperty("abs", out var abs) ? abs.GetDouble() : 0);
}
