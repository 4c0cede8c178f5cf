using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class CronbachAlphaAdapter : IReferenceStatistic
{
    public string Name => "cronbach_alpha";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var rows = ItemTable.Rows(vector);
        var moments = vector.Option("missing", "listwise").StartsWith("pairwise", StringComparison.Ordinal) ? ItemMoments.Pairwise(rows) : ItemMoments.Listwise(rows);
        var result = CronbachAlpha.FromMoments(moments, vector.Option("conf_level", 0.95));
        return Outputs.Of(
            ("alpha", result.Alpha), ("alpha_standardized", result.Standardised), ("average_interitem_r", result.AverageInterItemR),
            ("ci_lower", result.Lower), ("ci_upper", result.Upper), ("n", result.N),
            ("item_rest_r", result.ItemRest), ("alpha_if_deleted", result.AlphaIfDeleted));
    }
}
