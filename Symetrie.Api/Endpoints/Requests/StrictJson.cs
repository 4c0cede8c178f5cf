using System.Text;
using System.Text.Json;
using Symetrie.Api.Endpoints.Errors;

namespace Symetrie.Api.Endpoints.Requests;

/// <summary>Refuses JSON that two readers could read as two things: keys that are there twice, or differ in case alone, and nesting deeper than 64.</summary>
internal static class StrictJson
{
    /// <summary>How deep objects and lists may be nested.</summary>
    public const int Depth = 64;

    /// <summary>Looks through a text.</summary>
    /// <exception cref="Refusal">It is not JSON, too deep, or holds a key twice; the detail names the place.</exception>
    public static void Check(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8.StartsWith(Encoding.UTF8.Preamble) ? utf8[3..] : utf8, new JsonReaderOptions { MaxDepth = Depth });
        var open = new Stack<Dictionary<string, string>?>();
        try
        {
            while (reader.Read()) Step(ref reader, open);
        }
        catch (JsonException broken)
        {
            throw new Refusal(Problem.InvalidContent, $"the body is not JSON nested at most {Depth} deep: line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}");
        }
        catch (InvalidOperationException)
        {
            throw new Refusal(Problem.InvalidContent, "the body is not JSON: a text in it is not Unicode");
        }
    }

    private static void Step(ref Utf8JsonReader reader, Stack<Dictionary<string, string>?> open)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject: open.Push(new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)); break;
            case JsonTokenType.StartArray: open.Push(null); break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray: open.Pop(); break;
            case JsonTokenType.String: _ = reader.GetString(); break;
            case JsonTokenType.PropertyName:
                var (key, known) = (reader.GetString()!, open.Peek()!);
                if (known.TryAdd(key, key)) break;
                throw new Refusal(Problem.InvalidContent, known[key] == key ? $"the key '{key}' stands twice in one object" : $"the keys '{known[key]}' and '{key}' of one object differ in case alone");
        }
    }
}
