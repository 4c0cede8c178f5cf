namespace Symetrie.Analytics.Surveys;

/// <summary>A text for people, in the two languages of the product.</summary>
/// <param name="En">English.</param>
/// <param name="Fr">French.</param>
public sealed record LocalText(string En, string Fr)
{
    /// <summary>The same text in both languages, where an export names no other.</summary>
    public static LocalText Same(string text) => new(text, text);
}
