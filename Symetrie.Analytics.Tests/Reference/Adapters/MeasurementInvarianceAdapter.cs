using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class MeasurementInvarianceAdapter : IReferenceStatistic
{
    public string Name => "measurement_invariance";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        string[] names = vector.ColumnNames("items") ?? [.. vector.Inputs.GetProperty("names").EnumerateArray().Select(name => name.GetString()!)];
        int[][] factors = [.. vector.Option("model", "").Split('\n').Select(line => line.Split("=~")[1].Split('+').Select(item => Array.IndexOf(names, item.Trim())).ToArray())];
        var labels = vector.Texts("group");
        var known = labels.Distinct(StringComparer.Ordinal).ToArray();
        var r = MeasurementInvariance.Compute(vector.Columns("items"), [.. labels.Select(label => Array.IndexOf(known, label))], factors);
        var (levels, steps) = (r.Levels, r.Levels.Skip(1).ToArray());
        if (levels.Count == 0)
            return new Dictionary<string, object?>(StringComparer.Ordinal) { ["chisq"] = null, ["df"] = null, ["cfi"] = null };

        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["levels"] = levels.Select(level => level.Name).ToArray(),
            ["chisq"] = levels.Select(level => level.Chi2).ToArray(),
            ["df"] = levels.Select(level => level.Df).ToArray(),
            ["p"] = levels.Select(level => level.P).ToArray(),
            ["cfi"] = levels.Select(level => level.Cfi).ToArray(),
            ["rmsea"] = levels.Select(level => level.Rmsea).ToArray(),
            ["srmr"] = levels.Select(level => level.Srmr).ToArray(),
            ["delta_chisq"] = steps.Select(level => level.DeltaChi2).ToArray(),
            ["delta_df"] = steps.Select(level => level.DeltaDf).ToArray(),
            ["delta_p"] = steps.Select(level => level.DeltaP).ToArray(),
            ["delta_cfi"] = steps.Select(level => level.DeltaCfi).ToArray(),
            ["holds"] = steps.Select(level => level.Holds).ToArray(),
        };
    }
}
