using System.Globalization;

namespace Symetrie.Analytics.Surveys;

/// <summary>Reads the fields of a codebook, noting every problem.</summary>
internal sealed class CodebookFields(JsonPlace root, Mirror mirror)
{
    private readonly Dictionary<string, ResponseScale?> scales = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dimension?> declared = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> comparable = new(StringComparer.Ordinal);
    private readonly HashSet<string> pooling = new(StringComparer.Ordinal);

    /// <summary>Reads all of them; null where the codebook cannot be put together.</summary>
    public Codebook? Read()
    {
        if (!root.IsObject("key", "voice", "respondents", "layout", "title", "columns", "dateFormat", "missing", "keep", "comparable", "answeredShare", "scales", "dimensions", "items", "metrics")) return null;
        var key = root.Need("key")?.Key();
        var voice = ReadVoice();
        var layout = ReadLayout();
        var respondents = ReadRespondents(voice, layout);
        var columns = layout is { } known ? ReadColumns(known) : null;
        foreach (var (name, place) in root.Find("scales")?.Entries() ?? []) scales[name] = ScaleJson.Read(place);
        ReadDeclared();
        var items = ReadItems(layout);
        var metrics = MetricJson.Read(root, layout);
        if (columns is not null && layout is Layout.Wide) CheckColumns(columns, items);
        var rest = (Title: root.Find("title")?.AnyText() ?? "", Format: ReadDateFormat(), Missing: ReadMissing(), Keep: ReadKeep(), Comparable: root.Find("comparable")?.Truth() ?? false, Share: ReadShare());
        if (key is null || voice is null || layout is null || columns is null) return null;
        var dimensions = DimensionsOf(items);
        return new Codebook
        {
            Key = key,
            Voice = voice.Value,
            Respondents = respondents,
            Layout = layout.Value,
            Title = rest.Title,
            Columns = columns,
            Items = items,
            Metrics = metrics,
            Dimensions = dimensions,
            Missing = rest.Missing,
            Keep = rest.Keep,
            DateFormat = rest.Format,
            Comparable = [.. dimensions.Select(d => d.Key).Where(k => comparable.GetValueOrDefault(k, rest.Comparable))],
            PoolsOtherVoice = [.. dimensions.Select(d => d.Key).Where(pooling.Contains)],
            AnsweredShare = rest.Share,
        };
    }

    private Voice? ReadVoice()
    {
        if (root.Need("voice") is not { } place || place.Text() is not { } text) return null;
        if (Voices.Parse(text) is { } voice) return voice;
        place.Problem($"'{text}' is neither 'employee' nor 'customer'");
        return null;
    }

    private Respondents ReadRespondents(Voice? voice, Layout? layout)
    {
        if (root.Find("respondents") is not { } place || place.Text() is not { } text || text == "team") return Respondents.Team;
        if (text is not ("managers" or "leaders")) place.Problem($"'{text}' is none of 'team', 'managers', 'leaders'");
        else if (voice is Voice.Customer) place.Problem($"{text} are of the employee voice");
        else if (layout?.IsFigure() == true || layout?.IsDeed() == true) place.Problem($"the {Layouts.Text(layout.Value)} layout has no respondents");
        return text == "leaders" ? Respondents.Leaders : Respondents.Managers;
    }

    private Layout? ReadLayout()
    {
        if (root.Need("layout") is not { } place || place.Text() is not { } text) return null;
        if (Layouts.Parse(text) is { } layout) return layout;
        place.Problem($"'{text}' is none of 'wide', 'long', 'aggregate', 'invited', 'outcomes', 'actions', 'practice'");
        return null;
    }

    private ColumnRoles? ReadColumns(Layout layout)
    {
        if (root.Need("columns") is not { } place) return null;
        if (!place.IsObject("team", "teamName", "respondent", "response", "occasion", "date", "period", "item", "answer", "n", "sd", "metric", "value", "ritual", "start", "end", "assignment", "held", "planned", "attributes")) return null;
        var known = Layouts.Known(layout);
        var needed = Layouts.Needed(layout);
        string? Column(string role)
        {
            var member = needed.Contains(role) ? place.Need(role) : place.Find(role);
            if (member is null) return null;
            if (!known.Contains(role)) member.Problem($"the {Layouts.Text(layout)} layout has no such column");
            return member.Text();
        }

        var columns = new ColumnRoles
        {
            Team = Column("team") ?? "",
            TeamName = Column("teamName"),
            Respondent = Column("respondent"),
            Response = Column("response"),
            Occasion = Column("occasion"),
            Date = Column("date"),
            Period = Column("period"),
            Item = Column("item"),
            Answer = Column("answer"),
            N = Column("n"),
            Sd = Column("sd"),
            Metric = Column("metric"),
            Value = Column("value"),
            Ritual = Column("ritual"),
            Start = Column("start"),
            End = Column("end"),
            Assignment = Column("assignment"),
            Held = Column("held"),
            Planned = Column("planned"),
            Attributes = ReadAttributes(place),
        };
        if (layout == Layout.Long && columns is { Respondent: null, Response: null }) place.Problem("the long layout needs a respondent or a response column: it tells which answers belong together");
        return columns;
    }

    private static Dictionary<string, string> ReadAttributes(JsonPlace columns)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, place) in columns.Find("attributes")?.Entries() ?? [])
        {
            if (string.IsNullOrWhiteSpace(name)) place.Problem("an attribute needs a name");
            if (place.Text() is { } column) attributes[name] = column;
        }

        return attributes;
    }

    private void ReadDeclared()
    {
        foreach (var place in root.Find("dimensions")?.Elements() ?? [])
        {
            if (!place.IsObject("key", "name", "comparable", "poolsOtherVoice")) continue;
            var key = place.Need("key")?.Key();
            // The mirror names its own dimensions: an entry without a name says something of one of those.
            var name = key is not null && mirror.Find(key) is { } mirrored ? place.Find("name")?.Local() ?? mirrored.Name : place.Need("name")?.Local();
            if (key is null) continue;
            if (!declared.TryAdd(key, name is null ? null : new Dimension(key, name))) place.Problem("key", $"'{key}' is there twice");
            if (place.Find("comparable")?.Truth() is { } truth) comparable[key] = truth;
            if (place.Find("poolsOtherVoice")?.Truth() == true) pooling.Add(key);
        }
    }

    private List<Item> ReadItems(Layout? layout)
    {
        var items = new List<Item>();
        var isWithout = layout is Layout.Invited or Layout.Outcomes || layout?.IsDeed() == true;
        var places = isWithout ? root.Find("items")?.Elements() ?? [] : root.Need("items")?.Elements() ?? [];
        if (isWithout && places.Count > 0) root.Problem("items", $"the {Layouts.Text(layout!.Value)} layout has no items");
        else if (layout is not null && !isWithout && places.Count == 0 && root.Find("items") is not null) root.Problem("items", "must not be empty");
        var (keys, columns, used) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var place in places)
        {
            if (!place.IsObject("key", "column", "dimension", "scale", "reversed", "formerly")) continue;
            var (key, dimension, scale) = (place.Need("key")?.Key(), ReadDimensionOf(place), ReadScaleOf(place));
            var column = place.Find("column") is { } named ? named.Text() : key;
            var reversed = place.Find("reversed")?.Truth() ?? false;
            if (key is not null && !keys.Add(key)) place.Problem("key", $"'{key}' is there twice");
            if (column is not null && !columns.Add(column)) place.Problem("column", $"'{column}' is another item's column too");
            var formerly = ReadFormerly(place, layout, columns);
            if (dimension is not null) used.Add(dimension);
            if (key is not null && column is not null && dimension is not null && scale is not null) items.Add(new Item(key, column, dimension, scale, reversed) { Formerly = formerly });
        }

        foreach (var (key, index) in declared.Keys.Select((k, i) => (k, i)))
            if (!used.Contains(key)) root.Problem("dimensions", $"no item belongs to '{key}' (entry {index + 1})");
        return items;
    }

    private static string[] ReadFormerly(JsonPlace item, Layout? layout, HashSet<string> columns)
    {
        if (item.Find("formerly") is not { } place) return [];
        string[] names = [.. place.Elements().Select(e => e.Text()).OfType<string>()];
        if (names.Length > 0 && layout is not (null or Layout.Wide)) place.Problem("only in the wide layout are items columns");
        foreach (var name in names)
            if (!columns.Add(name)) place.Problem($"'{name}' is the column of an item already");
        return names;
    }

    private string? ReadDimensionOf(JsonPlace item)
    {
        if (item.Need("dimension")?.Key() is not { } key) return null;
        if (mirror.Find(key) is not null || declared.ContainsKey(key)) return key;
        item.Problem("dimension", $"'{key}' is neither a dimension of the mirror nor declared under dimensions");
        return null;
    }

    private ResponseScale? ReadScaleOf(JsonPlace item)
    {
        if (item.Need("scale") is not { } place) return null;
        if (!place.IsText) return ScaleJson.Read(place);
        if (place.Text() is not { } name) return null;
        if (!scales.TryGetValue(name, out var scale)) place.Problem($"'{name}' is not one of the scales");
        return scale;
    }

    private void CheckColumns(ColumnRoles columns, List<Item> items)
    {
        foreach (var (role, column) in Layouts.Roles(columns).Concat(Layouts.RareRoles(columns)).Concat(columns.Attributes.Select(a => ($"attributes.{a.Key}", (string?)a.Value))))
            if (column is not null && items.Find(i => i.Column == column) is { } item) root.Problem("columns", $"{role} is '{column}', which is also the column of item '{item.Key}'");
    }

    private string? ReadDateFormat()
    {
        if (root.Find("dateFormat") is not { } place || place.Text() is not { } format) return null;
        // A year long past: a format without a year reads back as the present one.
        var probe = new DateTime(1996, 11, 23, 0, 0, 0, DateTimeKind.Unspecified);
        try
        {
            var culture = CultureInfo.InvariantCulture;
            if (DateTime.TryParseExact(probe.ToString(format, culture), format, culture, DateTimeStyles.AllowWhiteSpaces, out var back) && back.Date == probe) return format;
        }
        catch (FormatException)
        {
            // Told below, with what a format looks like.
        }

        place.Problem($"'{format}' does not hold day, month and year as a .NET date format does, for example dd/MM/yyyy HH:mm");
        return null;
    }

    private List<string> ReadMissing()
    {
        var missing = new List<string>();
        foreach (var place in root.Find("missing")?.Elements() ?? [])
        {
            if (place.Text()?.Trim() is not { } text) continue;
            if (missing.Contains(text)) place.Problem($"'{text}' is there twice");
            missing.Add(text);
        }

        return missing;
    }

    private List<string> ReadKeep()
    {
        var kept = new List<string>();
        foreach (var place in root.Find("keep")?.Elements() ?? [])
        {
            if (place.Text() is not { } kind) continue;
            if (!Codebook.Keepable.Contains(kind)) place.Problem($"'{kind}' is none of {string.Join(", ", Codebook.Keepable)}");
            else if (kept.Contains(kind)) place.Problem($"'{kind}' is there twice");
            else kept.Add(kind);
        }

        return kept;
    }

    private decimal ReadShare()
    {
        if (root.Find("answeredShare") is not { } place || place.Number() is not { } share) return 0.5m;
        if (share is <= 0 or > 1) place.Problem("must be above 0 and at most 1");
        return share;
    }

    private List<Dimension> DimensionsOf(List<Item> items) =>
        [.. items.Select(i => i.Dimension).Distinct(StringComparer.Ordinal).Select(k => mirror.Find(k) ?? declared.GetValueOrDefault(k)).OfType<Dimension>()];
}
