using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class CrossLaggedPanelAdapter : IReferenceStatistic
{
    public string Name => "cross_lagged_panel";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var result = CrossLaggedPanel.Compute(vector.Rows("x"), vector.Rows("y"), (int)vector.Option("lag", 1));
        var values = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["difference"] = result.Difference?.Value,
            ["difference_se"] = result.Difference?.StandardError,
            ["difference_df"] = result.Difference?.Df,
            ["difference_p"] = result.Difference?.P,
            ["difference_lower"] = result.Difference?.Lower,
            ["difference_upper"] = result.Difference?.Upper,
            ["n"] = result.N,
            ["units"] = result.Units,
            ["periods"] = result.Periods,
        };
        Add(values, "x_to_y", result.XToY);
        Add(values, "y_to_x", result.YToX);
        return values;
    }

    private static void Add(Dictionary<string, object?> values, string name, LaggedPath? path)
    {
        values[name] = path?.Coefficient;
        values[$"{name}_standardised"] = path?.Standardised;
        values[$"{name}_own_lag"] = path?.OwnLag;
        values[$"{name}_se"] = path?.StandardError;
        values[$"{name}_df"] = path?.Df;
        values[$"{name}_p"] = path?.P;
        values[$"{name}_lower"] = path?.Lower;
        values[$"{name}_upper"] = path?.Upper;
    }
}
