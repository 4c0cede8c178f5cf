namespace Symetrie.Analytics.Surveys;

/// <summary>How the rows of an export are laid out.</summary>
public enum Layout
{
    /// <summary>A row a respondent, a column an item.</summary>
    Wide,

    /// <summary>A row an answer: respondent, item, answer.</summary>
    Long,

    /// <summary>A row a published figure: team, period, dimension, score, n and perhaps a standard deviation.</summary>
    Aggregate,

    /// <summary>A row a roster count: team, period, how many were invited.</summary>
    Invited,

    /// <summary>A row an outcome: team, period, metric, value, perhaps the denominator. It is nobody's answer.</summary>
    Outcomes,

    /// <summary>A row that a team holds a ritual: team, ritual, start, perhaps end. It is nobody's answer.</summary>
    Actions,

    /// <summary>A row how often a ritual was held: team, ritual, period, held, planned; or a row a check. It is nobody's answer.</summary>
    Practice,
}

/// <summary>Who answers a questionnaire.</summary>
public enum Respondents
{
    /// <summary>The members of a team, or its customers.</summary>
    Team,

    /// <summary>Those who hold the team's posts: what they say of themselves is pooled in a tree of its own (C17).</summary>
    Managers,

    /// <summary>Those who lead the leaders of teams: what they say of themselves is pooled among themselves, in a tree of its own beside that of the managers (C17).</summary>
    Leaders,
}

/// <summary>Which column of an export is what. Null where the export has none.</summary>
public sealed record ColumnRoles
{
    /// <summary>The team's key (or its name, where the export has no key).</summary>
    public required string Team { get; init; }

    /// <summary>The team's name, beside its key.</summary>
    public string? TeamName { get; init; }

    /// <summary>The respondent's id; stored only as a keyed hash.</summary>
    public string? Respondent { get; init; }

    /// <summary>The response's own id, where the export has one.</summary>
    public string? Response { get; init; }

    /// <summary>What tells two responses of one respondent apart; the submission date by default.</summary>
    public string? Occasion { get; init; }

    /// <summary>The submission date (wide, long). Null where exports have none: then each import says the day.</summary>
    public string? Date { get; init; }

    /// <summary>The period's label or a date in it (aggregate, invited, outcomes).</summary>
    public string? Period { get; init; }

    /// <summary>The item's key (long) or the dimension's (aggregate).</summary>
    public string? Item { get; init; }

    /// <summary>The answer (long) or the score (aggregate).</summary>
    public string? Answer { get; init; }

    /// <summary>How many answered (aggregate), were invited (invited), or the value is of (outcomes).</summary>
    public string? N { get; init; }

    /// <summary>The standard deviation (aggregate), in units of the item's scale.</summary>
    public string? Sd { get; init; }

    /// <summary>The metric (outcomes).</summary>
    public string? Metric { get; init; }

    /// <summary>The metric's value (outcomes).</summary>
    public string? Value { get; init; }

    /// <summary>The ritual's key (actions, practice).</summary>
    public string? Ritual { get; init; }

    /// <summary>The day from which the ritual is held (actions).</summary>
    public string? Start { get; init; }

    /// <summary>The day from which it is held no more (actions).</summary>
    public string? End { get; init; }

    /// <summary>How the team came to hold it: <c>chosen</c> or <c>random</c> (actions).</summary>
    public string? Assignment { get; init; }

    /// <summary>How often it was held; without a column of how often it was planned, whether it was held this time (practice).</summary>
    public string? Held { get; init; }

    /// <summary>How often it was planned (practice).</summary>
    public string? Planned { get; init; }

    /// <summary>Columns that say something of the team: attribute name → column.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();
}

/// <summary>One questionnaire of one voice: which column of an export is what, its items, scales, labels and missing codes.</summary>
public sealed record Codebook
{
    /// <summary>The stable key.</summary>
    public required string Key { get; init; }

    /// <summary>Whose questionnaire it is.</summary>
    public required Voice Voice { get; init; }

    /// <summary>Who answers it: the team by default.</summary>
    public Respondents Respondents { get; init; }

    /// <summary>How its exports are laid out.</summary>
    public required Layout Layout { get; init; }

    /// <summary>A title for people.</summary>
    public string Title { get; init; } = "";

    /// <summary>Which column is what.</summary>
    public required ColumnRoles Columns { get; init; }

    /// <summary>The items, in the order in which answers are stored.</summary>
    public required IReadOnlyList<Item> Items { get; init; }

    /// <summary>The dimensions this questionnaire rates, in the order of their first item; the mirror's where it has them.</summary>
    public required IReadOnlyList<Dimension> Dimensions { get; init; }

    /// <summary>The metrics of an export of outcomes; none in other layouts.</summary>
    public IReadOnlyList<Metric> Metrics { get; init; } = [];

    /// <summary>Texts that mean "no answer", compared as written after trimming; the empty cell always does.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>The kinds of rows that are taken although the survey tool says that they are no finished response; see <see cref="Keepable"/>. None by default.</summary>
    public IReadOnlyList<string> Keep { get; init; } = [];

    /// <summary>The kinds of rows that survey tools mark as no finished response, and that a codebook may keep all the same.</summary>
    public static IReadOnlyList<string> Keepable { get; } = ["abandoned", "not-approved", "partial", "preview", "spam", "test", "unfinished"];

    /// <summary>The date's format (.NET custom format), where it is not ISO 8601 or to be found out from the column.</summary>
    public string? DateFormat { get; init; }

    /// <summary>The keys of the dimensions that are asked as the mirror asks them: its wording, and the same number of points and labels for both voices. None by default.</summary>
    /// <remarks>A dimension's means may be set against the other voice's only where every codebook that feeds either declares it.</remarks>
    public IReadOnlyList<string> Comparable { get; init; } = [];

    /// <summary>The keys of the dimensions whose score pools the other voice in (an index of employees and customers): part of what they are compared with. None by default.</summary>
    public IReadOnlyList<string> PoolsOtherVoice { get; init; } = [];

    /// <summary>Answered items a respondent's dimension score needs, as a share of the dimension's items; a half by default.</summary>
    public decimal AnsweredShare { get; init; } = 0.5m;
}
