using NUnit.Framework;

namespace Symetrie.Analytics.Tests.Statistics;

/// <summary>Compares figures that may be absent.</summary>
internal static class Close
{
    public static void To(double? got, double? expected, double tolerance = 1e-9)
    {
        Assert.That(got is null, Is.EqualTo(expected is null), $"one of {got} and {expected} is absent");
        if (got is { } a && expected is { } b)
            Assert.That(a, Is.EqualTo(b).Within(tolerance * (1 + Math.Abs(b))));
    }
}
