using System.Text.Json.Nodes;
using Symetrie.Api.Endpoints.Rows;

namespace Symetrie.Api.Endpoints.Document;

/// <summary>A parameter: read, refused and described by the same words.</summary>
/// <param name="Name">The name.</param>
/// <param name="Summary">What it means.</param>
internal sealed record Parameter(string Name, string Summary)
{
    /// <summary><c>string</c>, <c>integer</c> or <c>boolean</c>.</summary>
    public string Type { get; init; } = "string";

    /// <summary>The texts it can be; null where any text may do.</summary>
    public IReadOnlyList<string>? Values { get; init; }

    /// <summary>Whether it may be repeated, and hold a list with commas.</summary>
    public bool Repeats { get; init; }

    /// <summary>Whether it has to be there.</summary>
    public bool Required { get; init; }

    /// <summary>The value it has when it is not there.</summary>
    public JsonNode? Default { get; init; }

    /// <summary>A value as an example.</summary>
    public JsonNode? Example { get; init; }

    /// <summary>The least, of an integer.</summary>
    public long? Minimum { get; init; }

    /// <summary>The most, of an integer.</summary>
    public long? Maximum { get; init; }
}

/// <summary>What a body may be.</summary>
/// <param name="Summary">What it holds.</param>
/// <param name="Kinds">Content type by content type.</param>
internal sealed record BodyDoc(string Summary, IReadOnlyList<ContentDoc> Kinds);

/// <summary>A good answer.</summary>
/// <param name="Status">The status.</param>
/// <param name="Summary">What it means.</param>
/// <param name="Kinds">Content type by content type; none where there is no body.</param>
internal sealed record AnswerDoc(int Status, string Summary, params IReadOnlyList<ContentDoc> Kinds)
{
    /// <summary>Headers by name, with what they mean.</summary>
    public IReadOnlyList<(string Name, string Summary)> Headers { get; init; } = [];
}

/// <summary>One content type of a body or answer.</summary>
/// <param name="ContentType">The content type.</param>
/// <param name="Shape">What it looks like.</param>
/// <param name="Example">An example.</param>
internal sealed record ContentDoc(string ContentType, Shape Shape, JsonNode? Example);

/// <summary>What a body looks like.</summary>
internal abstract record Shape
{
    /// <summary>A page of rows.</summary>
    /// <param name="Name">The name of the row's schema.</param>
    /// <param name="Summary">What a row is.</param>
    /// <param name="Fields">The row's fields.</param>
    /// <param name="More">What the columns are that rows have beside these; null where they have none.</param>
    /// <param name="IsChosen">Whether a request may choose columns, so that rows need not have each.</param>
    public sealed record Page(string Name, string Summary, IReadOnlyList<Field> Fields, MoreColumns? More = null, bool IsChosen = false) : Shape;

    /// <summary>One row alone.</summary>
    /// <param name="Name">The name of the row's schema.</param>
    /// <param name="Summary">What a row is.</param>
    /// <param name="Fields">The row's fields.</param>
    public sealed record One(string Name, string Summary, IReadOnlyList<Field> Fields) : Shape;

    /// <summary>An object of ours, described by its type.</summary>
    /// <param name="Type">The type.</param>
    public sealed record Typed(Type Type) : Shape;

    /// <summary>A schema given as it is.</summary>
    /// <param name="Name">Its name among the components.</param>
    /// <param name="Schema">JSON Schema.</param>
    public sealed record Given(string Name, JsonObject Schema) : Shape;

    /// <summary>Text or bytes.</summary>
    /// <param name="Format">Null for text, <c>binary</c> for bytes.</param>
    public sealed record Plain(string? Format = null) : Shape;
}

/// <summary>Columns that depend on the store's content or on the question, so that the document cannot name them.</summary>
/// <param name="Summary">What they are.</param>
/// <param name="AreTexts">Whether all of them are texts or null.</param>
internal sealed record MoreColumns(string Summary, bool AreTexts);
