using System.Text.Json;

namespace Symetrie.Analytics.Surveys;

/// <summary>A place in a JSON text that knows its path, so that every problem found below it names the field. Reading goes on after a
/// problem: all of them are told at once.</summary>
public sealed class JsonPlace
{
    private readonly JsonElement element;
    private readonly List<string> problems;

    private JsonPlace(JsonElement element, string path, List<string> problems) => (this.element, Path, this.problems) = (element, path, problems);

    /// <summary>The path, for example <c>items[3].scale</c>; empty at the root.</summary>
    public string Path { get; }

    /// <summary>Whether this is a JSON text.</summary>
    public bool IsText => element.ValueKind == JsonValueKind.String;

    /// <summary>Reads a whole text: what <paramref name="read"/> makes of it, unless there is a problem.</summary>
    public static Reading<T> ReadAll<T>(string json, Func<JsonPlace, T?> read)
        where T : class
    {
        if (json.Length > 0 && json[0] == '\uFEFF') json = json[1..];
        var found = new List<string>();
        try
        {
            using var document = JsonDocument.Parse(json);
            var value = read(new JsonPlace(document.RootElement, "", found));
            return found.Count == 0 ? new Reading<T>(value, []) : new Reading<T>(null, found);
        }
        catch (JsonException exception)
        {
            return new Reading<T>(null, [$"line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}: this is not JSON ({Reason(exception.Message)})"]);
        }
        catch (InvalidOperationException)
        {
            // What JsonElement says of a text with half a surrogate pair, which is no character.
            found.Add("the text holds half a character (an unpaired surrogate)");
            return new Reading<T>(null, found);
        }
    }

    /// <summary>Notes a problem of this place.</summary>
    public void Problem(string text) => problems.Add(Path.Length == 0 ? text : $"{Path}: {text}");

    /// <summary>Notes a problem of a member of this place.</summary>
    public void Problem(string member, string text) => problems.Add($"{Child(member)}: {text}");

    /// <summary>Checks that this is an object with no member but those named, none of them twice.</summary>
    public bool IsObject(params ReadOnlySpan<string> known)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            Problem("must be an object");
            return false;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            if (!seen.Add(member.Name)) Problem(member.Name, "is there twice");
            else if (!known.Contains(member.Name)) Problem(member.Name, $"is not known here; known are {string.Join(", ", known)}");
        }

        return true;
    }

    /// <summary>The members of an object whose names are free, each name once: names that differ in case alone are one name to some readers and two to others.</summary>
    public IEnumerable<(string Name, JsonPlace Place)> Entries()
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            Problem("must be an object");
            yield break;
        }

        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var member in element.EnumerateObject())
        {
            var place = new JsonPlace(member.Value, Child(member.Name), problems);
            if (seen.Add(member.Name)) yield return (member.Name, place);
            else place.Problem("is there twice, or differs from another name in case alone");
        }
    }

    /// <summary>The elements of an array.</summary>
    public IReadOnlyList<JsonPlace> Elements()
    {
        if (element.ValueKind == JsonValueKind.Array) return [.. element.EnumerateArray().Select((e, i) => new JsonPlace(e, $"{Path}[{i}]", problems))];
        Problem("must be an array");
        return [];
    }

    /// <summary>A member; null where it is missing or null.</summary>
    public JsonPlace? Find(string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null
            ? new JsonPlace(member, Child(name), problems)
            : null;

    /// <summary>A member that has to be there.</summary>
    public JsonPlace? Need(string name)
    {
        var place = Find(name);
        if (place is null && element.ValueKind == JsonValueKind.Object) Problem(name, "is missing");
        return place;
    }

    /// <summary>This place as a text, which may be empty.</summary>
    public string? AnyText() => IsText ? element.GetString() : Wrong<string>("must be a text");

    /// <summary>This place as a text that is not blank.</summary>
    public string? Text()
    {
        var text = AnyText();
        return text is not null && string.IsNullOrWhiteSpace(text) ? Wrong<string>("must not be blank") : text;
    }

    /// <summary>This place as a key: a letter, then letters, digits, <c>_ - .</c>, so that it never looks like a number and stands in an address as it is.</summary>
    public string? Key()
    {
        if (Text() is not { } text) return null;
        var good = text.Length <= 100 && char.IsAsciiLetter(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.');
        return good ? text : Wrong<string>($"'{text}' is no key (a letter, then letters, digits, _ - . and at most 100 of them)");
    }

    /// <summary>This place as a number.</summary>
    public decimal? Number()
    {
        if (element.ValueKind == JsonValueKind.Number && element.TryGetDecimal(out var number) && decimal.Abs(number) <= 1_000_000_000m) return number;
        Problem(element.ValueKind == JsonValueKind.Number ? "must lie between -1,000,000,000 and 1,000,000,000" : "must be a number");
        return null;
    }

    /// <summary>This place as true or false.</summary>
    public bool? Truth()
    {
        if (element.ValueKind is JsonValueKind.True or JsonValueKind.False) return element.GetBoolean();
        Problem("must be true or false");
        return null;
    }

    /// <summary>This place as a text in both languages.</summary>
    public LocalText? Local()
    {
        if (!IsObject("en", "fr")) return null;
        var (en, fr) = (Need("en")?.Text(), Need("fr")?.Text());
        return en is null || fr is null ? null : new LocalText(en, fr);
    }

    private T? Wrong<T>(string text)
        where T : class
    {
        Problem(text);
        return null;
    }

    private string Child(string name)
    {
        var plain = name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
        return !plain ? $"{Path}[\"{name}\"]" : Path.Length == 0 ? name : $"{Path}.{name}";
    }

    // The parser repeats the place at the end of its message, counted from 0.
    private static string Reason(string message) => message.Split(" LineNumber:")[0].Split(" Path:")[0].TrimEnd('.', ' ');
}
