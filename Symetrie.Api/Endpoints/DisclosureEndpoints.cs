using Symetrie.Api.Endpoints.Document;
using Symetrie.Api.Endpoints.Rows;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Endpoints;

/// <summary>Thresholds of each period, and how much is released: counts, never which.</summary>
internal static class DisclosureEndpoints
{
    private static readonly Table<DisclosureCount> Table = new Table<DisclosureCount>()
        .Text("period", "The period.", d => d.Period, key: true)
        .Text("voice", "The voice.", d => PersonNumber.VoiceTexts[(int)d.Voice], key: true, values: PersonNumber.VoiceTexts)
        .Integer("minimum", "Distinct respondents that a figure of this period needs; only ever raised.", d => d.Minimum)
        .Integer("detailMinimum", "Answers that a cell's own spread needs; only ever raised.", d => d.Detail)
        .Integer("released", "Cells (team or node, and dimension) that readers can see; 0 until a run has seen the period.", d => d.Released)
        .Integer("withheld", "Cells they cannot, those without any answer among them.", d => d.Withheld)
        .Integer("pending", "Groups with answers that wait for others to be released with.", d => d.Pending);

    /// <summary>Maps the counts.</summary>
    public static void MapDisclosure(this IEndpointRouteBuilder app, Store store) =>
        app.Get("/v1/disclosure", Describe(), context => TableStream.Write(context, "disclosure", Table, store.Disclosure.List(), snapshot: null));

    private static Route Describe() => new("listDisclosure", "disclosure", "Thresholds, and how much is released")
    {
        Scope = Scope.Admin,
        Description = "By period and voice: the minimums that hold, and how many cells the last run released, withheld and left pending. Which ones is told to nobody.",
        Query = Shared.Page,
        Answers = [Shared.Rows("The thresholds and counts.", "DisclosureCount", "Thresholds and counts of one voice in one period.", Table.Fields)],
        Problems = [400],
    };
}
