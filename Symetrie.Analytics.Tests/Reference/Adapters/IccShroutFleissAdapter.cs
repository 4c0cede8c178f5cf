using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class IccShroutFleissAdapter : IReferenceStatistic
{
    public string Name => "icc_shrout_fleiss";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var result = IccShroutFleiss.Compute(vector.Rows("ratings"), vector.Option("conf_level", 0.95));
        var forms = result.Forms;
        double? Value(int i) => forms.Count > i ? forms[i].Value : null;
        return Outputs.Of(
            ("ICC1", Value(0)), ("ICC2_1", Value(1)), ("ICC3_1", Value(2)), ("ICC1k", Value(3)), ("ICC2k", Value(4)), ("ICC3k", Value(5)),
            ("ci_lower", forms.Select(f => f.Lower).ToArray()), ("ci_upper", forms.Select(f => f.Upper).ToArray()),
            ("F", forms.Select(f => f.F).ToArray()), ("p", forms.Select(f => f.PValue).ToArray()));
    }
}
