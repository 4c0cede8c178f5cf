using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class SingularSpectrumAdapter : IReferenceStatistic
{
    public string Name => "singular_spectrum";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var r = SingularSpectrum.Compute(vector.Numbers("x"), (int)vector.Option("window", 0), (int)vector.Option("rank", 0));
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["forecast"] = r.Forecast,
            ["fitted"] = r.Fitted?.ToArray(),
            ["share"] = r.Share,
        };
    }
}
