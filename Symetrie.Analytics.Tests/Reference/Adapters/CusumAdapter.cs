using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class CusumAdapter : IReferenceStatistic
{
    public string Name => "cusum";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var r = Cusum.Compute(
            vector.Numbers("x"), vector.Option("target", 0), vector.Option("sigma", 1), vector.Option("k", 0.5), vector.Option("h", 5),
            vector.Option("reset_after_alarm", false));
        CusumPoint? first = r.FirstAlarm is { } at ? r.Points[at - 1] : null;
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["c_plus"] = r.Points.Select(point => point.Up).ToArray(),
            ["c_minus"] = r.Points.Select(point => point.Down).ToArray(),
            ["n_plus"] = r.Points.Select(point => point.RunUp).ToArray(),
            ["n_minus"] = r.Points.Select(point => point.RunDown).ToArray(),
            ["alarms"] = r.Alarms,
            ["first_alarm"] = r.FirstAlarm,
            ["c_plus_at_alarm"] = first?.Up,
            ["n_plus_at_alarm"] = first?.RunUp,
        };
    }
}
