using Symetrie.Analytics.Measures;
using Symetrie.Api.Endpoints.Document;
using Symetrie.Api.Endpoints.Errors;
using Symetrie.Api.Endpoints.Kept;
using Symetrie.Api.Endpoints.Requests;
using Symetrie.Api.Plots;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Endpoints.Pictures;

/// <summary>What a request for a picture asks for, and the published rows it is drawn from.</summary>
internal sealed class PlotRequest
{
    private readonly HttpRequest request;
    private readonly Store store;
    private readonly Subjects subjects;

    /// <summary>Reads the parameters that every picture takes.</summary>
    /// <exception cref="Refusal">One of them is wrong; it is named.</exception>
    public PlotRequest(HttpRequest request, Store store)
    {
        (this.request, this.store) = (request, store);
        Snapshot = SnapshotChoice.Of(request, store, cursor: null);
        Tables = request.HttpContext.RequestServices.GetRequiredService<KeptSnapshots>().Tables(Snapshot);
        subjects = new Subjects(store, Tables);
        var theme = request.OneOf("theme", "auto", "light", "dark") switch { "light" => Theme.Light, "dark" => Theme.Dark, _ => Theme.Auto };
        Look = new PlotLook(request.OneOf("lang", "en", "fr") == "fr", theme, (int)(request.Number("width", PlotLook.Narrowest, PlotLook.Widest) ?? PlotLook.Usual));
    }

    /// <summary>Parameters of every picture.</summary>
    public static IReadOnlyList<Parameter> Shared { get; } =
    [
        Document.Shared.Snapshot,
        new("lang", "The language of its words.") { Values = ["en", "fr"], Default = "en", Example = "fr" },
        new("theme", "On white, on black, or as the viewer's system prefers.") { Values = ["auto", "light", "dark"], Default = "auto", Example = "light" },
        new("width", "The width in pixels; the height follows from what is drawn.") { Type = "integer", Minimum = PlotLook.Narrowest, Maximum = PlotLook.Widest, Default = PlotLook.Usual, Example = PlotLook.Usual },
    ];

    /// <summary>The snapshot; null where none was published yet.</summary>
    public StoredSnapshot? Snapshot { get; }

    /// <summary>Its dimension tables.</summary>
    public SnapshotTables Tables { get; }

    /// <summary>How the picture is to look.</summary>
    public PlotLook Look { get; }

    /// <summary>Period and dimension, as they were chosen.</summary>
    public IDictionary<string, string> Chosen { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>A subject that was asked for by a parameter of its column's name; null where it was not.</summary>
    /// <exception cref="Refusal">There is no such value in the snapshot.</exception>
    public string? Asked(string measure, string column) =>
        // Before the first snapshot no subject has any value, and none can be wrong.
        request.One(column) is not { } text ? null : Snapshot is null ? text : subjects.Read(ColumnOf(MeasureCatalogue.Find(measure)!, column), text);

    /// <summary>A team that was asked for; null where none was.</summary>
    /// <exception cref="Refusal">There is no such team in the snapshot.</exception>
    public TeamEntry? AskedTeam(string parameter) =>
        request.One(parameter) is not { } key || Snapshot is null ? null : Tables.Teams.FirstOrDefault(t => t.Key == key) ?? throw Refusal.Value(parameter, $"'{key}' is not known; GET /v1/teams lists the teams");

    /// <summary>The period asked for, else the last one in which the measure shows something, else the last one.</summary>
    public string? Period(string measure, params (string Column, string Text)[] filters)
    {
        if (Asked(measure, "period") is { } asked) return Chosen["period"] = asked;
        var shown = Tables.Periods.Reverse().FirstOrDefault(p => Rows(measure, 1, [("period", p.Key), ("status", Column.Kebab(nameof(RowStatus.Ok))), .. filters]).Count > 0);
        if ((shown ?? (Tables.Periods is [.., var newest] ? newest : null))?.Key is not { } last) return null;
        return Chosen["period"] = last;
    }

    /// <summary>The dimension asked for, else <c>overall</c>, else the first that both voices rate.</summary>
    /// <param name="measure">The measure.</param>
    /// <param name="asked">Whether only dimensions count of which the measure has a row; then recognition stands before overall.</param>
    public PlotDimension Dimension(string measure, bool asked = false)
    {
        var both = Tables.Dimensions.Where(d => d is { Employee: true, Customer: true }).Select(d => d.Key).ToArray();
        if (asked) both = Of(measure, both);
        var key = Asked(measure, "dimension") ?? (asked && both.Contains("recognition", StringComparer.Ordinal) ? "recognition" : null) ?? (both.Contains("overall", StringComparer.Ordinal) ? "overall" : both.FirstOrDefault() ?? "overall");
        Chosen["dimension"] = key;
        return Dimensions().FirstOrDefault(d => d.Key == key) ?? new PlotDimension(key, key);
    }

    /// <summary>The dimensions, in the picture's language.</summary>
    public IReadOnlyList<PlotDimension> Dimensions() => [.. Tables.Dimensions.Select(d => new PlotDimension(d.Key, Look.French ? d.NameFr : d.NameEn))];

    /// <summary>The published rows of a measure in which each of these columns has this text.</summary>
    public IReadOnlyList<PlotRow> Rows(string name, params (string Column, string Text)[] filters) => Rows(name, limit: null, filters);

    private string[] Of(string measure, string[] dimensions) => [.. dimensions.Where(d => Has(measure, ("dimension", d)))];

    /// <summary>Whether a measure has such a row.</summary>
    public bool Has(string name, params (string Column, string Text)[] filters) => Rows(name, 1, filters).Count > 0;

    private static Column ColumnOf(Measure measure, string name) => measure.Columns.First(c => c.Name == name);

    private IReadOnlyList<PlotRow> Rows(string name, long? limit, (string Column, string Text)[] filters) =>
        Snapshot is null ? [] : PublishedRowReader.Rows(store, Snapshot, name, limit, filters);
}
