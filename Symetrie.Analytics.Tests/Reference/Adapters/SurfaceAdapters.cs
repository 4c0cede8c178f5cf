using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class PrincipalAxesAdapter : IReferenceStatistic
{
    public string Name => "principal_axes";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var axes = PrincipalAxes.Compute(ResponseSurface.Compute(vector.Numbers("x"), vector.Numbers("y"), vector.Numbers("z")));
        var found = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, figure) in new[] { ("p10", axes?.P10), ("p11", axes?.P11), ("p20", axes?.P20), ("p21", axes?.P21) })
            (found[name], found[$"{name}_lower"], found[$"{name}_upper"]) = (figure?.Estimate, figure?.Lower, figure?.Upper);
        return found;
    }
}

public sealed class SurfaceModelsAdapter : IReferenceStatistic
{
    public string Name => "surface_models";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var models = SurfaceModels.Compute(vector.Numbers("x"), vector.Numbers("y"), vector.Numbers("z"))!;
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["r_squared"] = models.Fits.Select(f => f.RSquared).ToArray(),
            ["aicc"] = models.Fits.Select(f => f.Aicc).ToArray(),
            ["p"] = models.Fits.Take(4).Select(f => f.P!.Value).ToArray(),
            ["best"] = (double)models.Best,
            ["linear_p"] = models.LinearP,
        };
    }
}

public sealed class ClusteredLinkAdapter : IReferenceStatistic
{
    public string Name => "clustered_link";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var link = ClusteredLink.Compute([.. vector.Numbers("unit").Select(v => (int)v)], [.. vector.Numbers("period").Select(v => (int)v)], vector.Numbers("x"), vector.Numbers("y"), vector.Numbers("w"));
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["n"] = (double)link.Rows,
            ["units"] = (double)link.Units,
            ["r"] = link.R,
            ["lower"] = link.Lower,
            ["upper"] = link.Upper,
            ["p"] = link.P,
            ["slope"] = link.Slope,
        };
    }
}

public sealed class ChainPathAdapter : IReferenceStatistic
{
    public string Name => "chain_path";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var links = Enumerable.Range(0, 3).Select(k => (IReadOnlyList<ChainRow>)[.. Enumerable.Range(0, vector.Numbers($"x{k}").Length).Select(i => new ChainRow(
            (int)vector.Numbers($"unit{k}")[i], (int)vector.Numbers($"period{k}")[i], vector.Numbers($"x{k}")[i], vector.Numbers($"y{k}")[i], vector.Numbers($"w{k}")[i]))]).ToArray();
        var path = ChainPath.Compute((int)vector.Option("units", 0), links, draws: 50, seed: 1)!;
        return new Dictionary<string, object?>(StringComparer.Ordinal) { ["slopes"] = path.Slopes.ToArray(), ["path"] = path.Path };
    }
}
