using Symetrie.Api.Endpoints.Document;
using Symetrie.Api.Endpoints.Errors;

namespace Symetrie.Api.Endpoints.Requests;

/// <summary>Reads the query string. What is not known is refused by name, never passed over: a misspelt filter would answer another question.</summary>
internal static class QueryText
{
    /// <summary>Refuses parameters that an address does not take.</summary>
    public static void Refuse(HttpRequest request, IReadOnlyList<Parameter> known)
    {
        foreach (var name in request.Query.Keys)
        {
            if (known.Any(p => string.Equals(p.Name, name, StringComparison.Ordinal))) continue;
            var near = known.FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase));
            var hint = near is not null ? $"did you mean '{near.Name}'?" : known.Count == 0 ? "this address takes none" : $"known here: {string.Join(", ", known.Select(p => p.Name))}";
            throw new Refusal(Problem.UnknownParameter, $"parameter '{name}' is not known; {hint}") { Members = new Dictionary<string, object?> { ["parameter"] = name } };
        }
    }

    /// <summary>A parameter that stands once; null where it does not stand.</summary>
    public static string? One(this HttpRequest request, string name)
    {
        var values = request.Query[name];
        if (values.Count == 0) return null;
        if (values.Count > 1) throw Refusal.Value(name, "stands more than once");
        return string.IsNullOrWhiteSpace(values[0]) ? throw Refusal.Value(name, "is empty") : values[0];
    }

    /// <summary>A parameter of a fixed list of texts.</summary>
    public static string? OneOf(this HttpRequest request, string name, params IReadOnlyList<string> texts)
    {
        if (request.One(name) is not { } text) return null;
        return texts.Contains(text, StringComparer.Ordinal) ? text : throw Refusal.Value(name, $"'{text}' is none of {string.Join(", ", texts)}");
    }

    /// <summary>A whole number within bounds.</summary>
    public static long? Number(this HttpRequest request, string name, long least, long most)
    {
        if (request.One(name) is not { } text) return null;
        var good = long.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && number >= least && number <= most;
        return good ? number : throw Refusal.Value(name, $"'{text}' is no whole number from {least:N0} to {most:N0}");
    }

    /// <summary>A truth; false where it does not stand.</summary>
    public static bool Truth(this HttpRequest request, string name) => request.OneOf(name, "true", "false") == "true";

    /// <summary>A parameter that may be repeated and hold lists with commas. A value that is known as a whole is not cut at its commas.</summary>
    public static IReadOnlyList<string> Many(this HttpRequest request, string name, Func<string, bool>? whole = null)
    {
        var found = new List<string>();
        foreach (var value in request.Query[name])
        {
            if (whole?.Invoke(value!) == true) found.Add(value!);
            else found.AddRange(value!.Split(',', StringSplitOptions.TrimEntries));
        }

        return found.Any(string.IsNullOrEmpty) ? throw Refusal.Value(name, "holds an empty value") : found.Distinct(StringComparer.Ordinal).ToArray();
    }
}
