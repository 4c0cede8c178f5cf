using System.Text.Json.Nodes;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Exports.Profiles;

namespace Symetrie.Api.Imports.Proposals;

/// <summary>Writes a proposal: the codebook, and beside it what was chosen and what is open, each with its path.</summary>
internal sealed class ProposalWriter(
    ExportProfile profile, IReadOnlyList<ColumnFacts> columns, FoundColumns found, IReadOnlyList<ProposedItem> items, (Voice Voice, double Sure, string Why)? voice, Calendar calendar, Mirror mirror)
{
    private const int MostCandidates = 8;

    // What was done or measured is nobody's answer.
    private static readonly (Voice Voice, double Sure, string Why)? Unanswered = (Voice.Employee, 0.7, "nobody answered here; the voice only says whose names of teams are looked for first");
    private readonly List<ProposedChoice> choices = [];
    private readonly List<OpenQuestion> open = [];

    /// <summary>Writes it.</summary>
    public CodebookProposal Write()
    {
        var layout = Layouts.Text(found.Layout);
        choices.Add(new ProposedChoice("layout", layout, found.LayoutSure, found.LayoutWhy));
        var told = voice ?? (found.Layout.IsDeed() || found.Layout == Layout.Outcomes ? Unanswered : null);
        if (told is { } known) choices.Add(new ProposedChoice("voice", known.Voice.Text(), known.Sure, known.Why));
        else open.Add(new OpenQuestion(["voice"], "whose questionnaire is it? Nothing in the file tells", [.. Voices.Both.Select(v => v.Text())]));
        var codebook = new JsonObject
        {
            ["key"] = "proposed",
            ["voice"] = told?.Voice.Text(),
            ["layout"] = layout,
            ["title"] = "",
            ["columns"] = Columns(),
            ["missing"] = Missing(),
        };
        open.Add(new OpenQuestion(["key", "title"], "what is the questionnaire called? Any key will do: a letter, then letters, digits, _ - .", []));
        if (profile.Kept.Count > 0) open.Add(new OpenQuestion(["keep"], $"the survey tool marks every row as {string.Join(", ", profile.Kept)}: are they responses all the same? Then keep them", profile.Kept));
        if (found.Layout == Layout.Outcomes) WriteMetrics(codebook);
        else if (found.Layout.IsDeed()) codebook["items"] = new JsonArray();
        else if (found.Layout != Layout.Invited) WriteItems(codebook);
        return new CodebookProposal(codebook, choices, open, profile.Shape, profile.Rows);
    }

    private JsonObject Columns()
    {
        var roles = new JsonObject();
        foreach (var (role, choice, needed) in found.Named())
        {
            roles[role] = choice?.Column.Profile.Name;
            var path = $"columns.{role}";
            if (choice is not null) choices.Add(new ProposedChoice(path, choice.Column.Profile.Name, choice.Confidence, choice.Reason));
            else if (needed) open.Add(new OpenQuestion([path], Question(role), [.. found.Roles.Ranked(role, found.Named().Select(n => n.Choice?.Column)).Take(MostCandidates).Select(c => c.Column.Profile.Name)]));
        }

        if (found.Layout == Layout.Long && found is { Respondent: null, Response: null }) open.Add(new OpenQuestion(["columns.respondent"], "which column tells whose answer a row is?", []));
        if (found.Period is { } period && (found.Layout.IsFigure() || found.Layout == Layout.Practice)) CheckPeriods(found.Period!);
        var (attributes, taken) = (new JsonObject(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var attribute in found.Attributes)
        {
            var name = Slugs.Free(attribute.Column.Profile.Told, taken);
            attributes[name] = attribute.Column.Profile.Name;
            choices.Add(new ProposedChoice($"columns.attributes.{name}", attribute.Column.Profile.Name, attribute.Confidence, attribute.Reason));
        }

        roles["attributes"] = attributes;
        return roles;
    }

    private static string Question(string role) => role switch
    {
        "team" => "which column names the team? No header says so; without one no response can be matched",
        "date" => "which column holds the day of the answer? Where none does, leave it null and say the day at import (date=2026-09-30)",
        "period" => "which column names the period?",
        _ => $"which column is the {role}?",
    };

    private void CheckPeriods(RoleChoice period)
    {
        var facts = period.Column;
        var foreign = facts.Profile.Values.Where((v, i) => !facts.MissingValues[i] && facts.PeriodShare >= 0.5 && calendar.Parse(v) is null).Any();
        if (foreign && facts.DateShare < 0.5) open.Add(new OpenQuestion([], $"column '{facts.Profile.Name}' has labels of periods that the store's calendar ({Text(calendar.Kind)}) does not know: set the calendar before the first import", ["month", "quarter", "half", "year"]));
    }

    private static string Text(CalendarKind kind) => kind.ToString().ToLowerInvariant();

    // Texts that mean nothing, where they stand in columns that are read; never any other text of the file.
    private JsonArray Missing()
    {
        var read = found.Named().Select(n => n.Choice?.Column).Concat(found.Layout == Layout.Wide ? columns.Where(c => items.Any(i => i.Column == c.Profile.Name)) : []).OfType<ColumnFacts>().Distinct().ToArray();
        var texts = read.SelectMany(c => c.Profile.Values.Where((v, i) => c.MissingValues[i] && !TextKey.Of(v).Equals("other", StringComparison.Ordinal)));
        var codes = found.Layout is Layout.Wide or Layout.Long ? Codes() : [];
        var missing = texts.Concat(codes).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        if (missing.Length > 0) choices.Add(new ProposedChoice("missing", string.Join(", ", missing), 0.8, "texts and codes by which survey tools say that nothing was answered"));
        return [.. missing.Select(m => JsonValue.Create(m))];
    }

    private IEnumerable<string> Codes() => columns.Where(c => items.Any(i => i.Column == c.Profile.Name) || c == found.Answer?.Column)
        .SelectMany(c => c.Profile.Values.Where((_, i) => c.Numbers[i] is { } n && MissingTexts.Holds(n) && !items.Any(item => n >= item.Scale.Min && n <= item.Scale.Max)));

    private void WriteMetrics(JsonObject codebook)
    {
        var (metrics, taken, column) = (new JsonArray(), new HashSet<string>(StringComparer.Ordinal), found.Other.Metric!.Column);
        // Texts that differ in case or accents alone are one to whoever reads the export.
        foreach (var text in column.Profile.Values.Where((_, i) => !column.MissingValues[i]).Order(StringComparer.Ordinal).DistinctBy(TextKey.Of, StringComparer.Ordinal))
            metrics.Add(new JsonObject { ["key"] = Slugs.Free(text, taken), ["name"] = new JsonObject { ["en"] = text, ["fr"] = text } });
        codebook["metrics"] = metrics;
        codebook["items"] = new JsonArray();
        open.Add(new OpenQuestion([.. metrics.Select((_, i) => $"metrics[{i}].better")], "is more of it better, or less? Without that a response surface has no verdict", ["higher", "lower"]));
    }

    private void WriteItems(JsonObject codebook)
    {
        var (scales, written, own) = (new JsonObject(), new JsonArray(), new JsonObject());
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (item, i) in items.Select((item, i) => (item, i)))
        {
            var path = $"items[{i}]";
            var scale = ScaleOf(item.Scale, scales, names);
            written.Add(new JsonObject { ["key"] = item.Key, ["column"] = item.Column, ["dimension"] = item.Dimension, ["scale"] = scale, ["reversed"] = item.Reversed });
            choices.Add(new ProposedChoice($"{path}.scale", scale, item.Scale.Confidence, item.Scale.Reason));
            if (item.Dimension is { } dimension) choices.Add(new ProposedChoice($"{path}.dimension", dimension, item.Sure, item.Why));
            if (item.Keying is { } keying) choices.Add(new ProposedChoice($"{path}.reversed", item.Reversed ? "true" : "false", keying.Sure, keying.Why));
            if (item.OwnName is { } name && item.Dimension is not null) own.TryAdd(item.Dimension, name);
        }

        codebook["scales"] = scales;
        codebook["dimensions"] = new JsonArray([.. own.Where(d => mirror.Find(d.Key) is null).Select(d => new JsonObject { ["key"] = d.Key, ["name"] = new JsonObject { ["en"] = d.Value!.DeepClone(), ["fr"] = d.Value!.DeepClone() } })]);
        codebook["items"] = written;
        Ask();
    }

    private void Ask()
    {
        var homeless = Paths(i => i.Dimension is null, "dimension");
        if (homeless.Length > 0) open.Add(new OpenQuestion(homeless, "which dimension do these items rate? Their wording is near none; name one of the mirror, or declare one under dimensions", [.. mirror.Dimensions.Select(d => d.Key)]));
        var keyed = Paths(i => i.KeyingIsOpen, "reversed");
        if (keyed.Length > 0) open.Add(new OpenQuestion(keyed, "is a high answer to these items unfavourable? Wording and answers do not tell, or not the same", ["true", "false"]));
        if (items.Count == 0) open.Add(new OpenQuestion(["items"], "which columns are the items, and on which scales? No column holds labels of a known scale or numbers that look like one", []));
    }

    private string[] Paths(Func<ProposedItem, bool> which, string member) => [.. items.Select((item, i) => (item, i)).Where(p => which(p.item)).Select(p => $"items[{p.i}].{member}")];

    private static string ScaleOf(ItemScale scale, JsonObject scales, Dictionary<string, string> names)
    {
        var json = new JsonObject { ["min"] = scale.Min, ["max"] = scale.Max, ["decimals"] = scale.Decimals };
        if (scale.Labels.Count > 0) json["labels"] = new JsonObject(scale.Labels.OrderBy(l => l.Value).ThenBy(l => l.Key, StringComparer.Ordinal).Select(l => KeyValuePair.Create(l.Key, (JsonNode?)JsonValue.Create(l.Value))));
        var text = json.ToJsonString();
        if (names.TryGetValue(text, out var known)) return known;
        var name = scale.Name;
        for (var i = 2; scales.ContainsKey(name); i++) name = $"{scale.Name} ({i})";
        scales[name] = json;
        return names[text] = name;
    }
}
