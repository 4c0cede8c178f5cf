namespace Symetrie.Analytics.Surveys;

/// <summary>The layouts as text, and which columns each needs and knows.</summary>
public static class Layouts
{
    private static readonly string[] Anywhere = ["team", "teamName"];

    /// <summary>The layout as it is written in JSON.</summary>
    public static string Text(Layout layout) => layout switch
    {
        Layout.Wide => "wide",
        Layout.Long => "long",
        Layout.Aggregate => "aggregate",
        Layout.Outcomes => "outcomes",
        Layout.Actions => "actions",
        Layout.Practice => "practice",
        _ => "invited",
    };

    /// <summary>Every layout as text.</summary>
    public static IReadOnlyList<string> Texts { get; } = [.. Enum.GetValues<Layout>().Select(Text)];

    /// <summary>Reads a layout; anything else is null.</summary>
    public static Layout? Parse(string text) => text switch
    {
        "wide" => Layout.Wide,
        "long" => Layout.Long,
        "aggregate" => Layout.Aggregate,
        "invited" => Layout.Invited,
        "outcomes" => Layout.Outcomes,
        "actions" => Layout.Actions,
        "practice" => Layout.Practice,
        _ => null,
    };

    /// <summary>The columns a layout cannot do without.</summary>
    public static string[] Needed(Layout layout) => layout switch
    {
        Layout.Wide => ["team"],
        Layout.Long => ["team", "item", "answer"],
        Layout.Aggregate => ["team", "period", "item", "answer", "n"],
        Layout.Outcomes => ["team", "period", "metric", "value"],
        Layout.Actions => ["team", "ritual", "start"],
        Layout.Practice => ["team", "ritual", "period", "held"],
        _ => ["team", "period", "n"],
    };

    /// <summary>The columns a layout knows.</summary>
    public static string[] Known(Layout layout) => [.. Anywhere, .. layout switch
    {
        Layout.Wide => (string[])["respondent", "response", "occasion", "date"],
        Layout.Long => ["respondent", "response", "occasion", "date", "item", "answer"],
        Layout.Aggregate => ["period", "item", "answer", "n", "sd"],
        Layout.Outcomes => ["period", "metric", "value", "n"],
        Layout.Actions => ["ritual", "start", "end", "assignment"],
        Layout.Practice => ["ritual", "period", "held", "planned"],
        _ => ["period", "n"],
    }];

    /// <summary>Whether a row tells what was done, and nothing of what was said.</summary>
    public static bool IsDeed(this Layout layout) => layout is Layout.Actions or Layout.Practice;

    /// <summary>Whether a row is a figure of a team in a period, and nobody's answer.</summary>
    public static bool IsFigure(this Layout layout) => layout is Layout.Aggregate or Layout.Invited or Layout.Outcomes;

    /// <summary>The roles that only some layouts have, with their columns: not written where there is none, so that the text of other codebooks is what it was.</summary>
    public static (string Role, string? Column)[] RareRoles(ColumnRoles columns) =>
    [
        ("metric", columns.Metric), ("value", columns.Value),
        ("ritual", columns.Ritual), ("start", columns.Start), ("end", columns.End), ("assignment", columns.Assignment), ("held", columns.Held), ("planned", columns.Planned),
    ];

    /// <summary>Every role with its column, in the order of the JSON.</summary>
    public static (string Role, string? Column)[] Roles(ColumnRoles columns) =>
    [
        ("team", columns.Team), ("teamName", columns.TeamName), ("respondent", columns.Respondent), ("response", columns.Response),
        ("occasion", columns.Occasion), ("date", columns.Date), ("period", columns.Period), ("item", columns.Item),
        ("answer", columns.Answer), ("n", columns.N), ("sd", columns.Sd),
    ];
}
