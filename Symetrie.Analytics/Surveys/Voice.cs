namespace Symetrie.Analytics.Surveys;

/// <summary>Whose experience an export tells.</summary>
public enum Voice
{
    /// <summary>Employee experience (EX).</summary>
    Employee = 0,

    /// <summary>Customer experience (CX).</summary>
    Customer = 1,
}

/// <summary>The two voices in their fixed order, and their texts in JSON, columns and tables.</summary>
public static class Voices
{
    /// <summary>Employee first, customer second: the order of every loop over voices.</summary>
    public static IReadOnlyList<Voice> Both { get; } = [Voice.Employee, Voice.Customer];

    /// <summary>The voice as it is written everywhere: <c>employee</c> or <c>customer</c>.</summary>
    public static string Text(this Voice voice) => voice == Voice.Employee ? "employee" : "customer";

    /// <summary>Reads <c>employee</c> or <c>customer</c>; anything else is <see langword="null"/>.</summary>
    public static Voice? Parse(string? text) => text switch
    {
        "employee" => Voice.Employee,
        "customer" => Voice.Customer,
        _ => null,
    };
}
