using Symetrie.Analytics.Surveys;

namespace Symetrie.Api.Imports.Proposals;

/// <summary>The layout of an export, and which of its columns has which role.</summary>
internal sealed class FoundColumns
{
    // In fewer rows anything seems to go with the team.
    private const int FewRows = 20;
    private readonly IReadOnlyList<ColumnFacts> columns;

    /// <param name="columns">The columns.</param>
    /// <param name="rows">How many rows were looked at.</param>
    public FoundColumns(IReadOnlyList<ColumnFacts> columns, int rows)
    {
        this.columns = columns;
        Roles = new Roles(columns, rows);
        Team = Roles.Best("team");
        (Period, Item, N, Invited) = (Roles.Best("period", Team?.Column), Roles.Best("item", Team?.Column), Roles.Best("n", Team?.Column), Roles.Best("invited", Team?.Column));
        Answer = Roles.Best("answer", Team?.Column, Period?.Column, Item?.Column, N?.Column);
        Response = Roles.Best("response", Team?.Column);
        // A tool's number of the row is nobody's id.
        Respondent = Roles.Best("respondent", Team?.Column, Response?.Column) is { } someone && (Response is null || someone.Confidence >= 0.8) ? someone : null;
        Date = Roles.Best("date", Team?.Column, Response?.Column, Respondent?.Column);
        Other = new OtherColumns(Roles, Team?.Column, Period?.Column);
        // A team may hold one ritual: then no team stands twice.
        if (Other.Ritual is { Column: var ritual }) Team ??= Roles.Ranked("team", ritual) is [var likeliest, ..] ? likeliest : null;
        (Layout, LayoutSure, LayoutWhy) = Decide();
        if (Layout.IsFigure() || Layout == Layout.Practice) Period ??= Date;
        if (Layout == Layout.Aggregate) Sd = Roles.Best("sd", Team?.Column, Answer?.Column, N?.Column);
        FindNameAndAttributes();
    }

    /// <summary>The roles.</summary>
    public Roles Roles { get; }

    /// <summary>How the rows are laid out, how sure that is, and why.</summary>
    public Layout Layout { get; }

    /// <summary>How sure the layout is.</summary>
    public double LayoutSure { get; }

    /// <summary>Why this layout.</summary>
    public string LayoutWhy { get; }

    /// <summary>The team's column.</summary>
    public RoleChoice? Team { get; }

    /// <summary>The team's name beside its key.</summary>
    public RoleChoice? TeamName { get; private set; }

    /// <summary>The respondent's column.</summary>
    public RoleChoice? Respondent { get; }

    /// <summary>The response's own id.</summary>
    public RoleChoice? Response { get; }

    /// <summary>The submission date.</summary>
    public RoleChoice? Date { get; }

    /// <summary>The period.</summary>
    public RoleChoice? Period { get; }

    /// <summary>The item or dimension.</summary>
    public RoleChoice? Item { get; }

    /// <summary>The answer or score.</summary>
    public RoleChoice? Answer { get; }

    /// <summary>How many answered.</summary>
    public RoleChoice? N { get; }

    /// <summary>How many were invited.</summary>
    public RoleChoice? Invited { get; }

    /// <summary>The standard deviation.</summary>
    public RoleChoice? Sd { get; }

    /// <summary>The columns of outcomes, actions and practice.</summary>
    public OtherColumns Other { get; }

    /// <summary>Columns that say something of the team.</summary>
    public IReadOnlyList<RoleChoice> Attributes { get; private set; } = [];

    /// <summary>Columns without a role: where items are looked for.</summary>
    public IEnumerable<ColumnFacts> Rest => columns.Except(Taken());

    /// <summary>The roles that the layout has, in the order of the codebook.</summary>
    public IEnumerable<(string Role, RoleChoice? Choice, bool Needed)> Named() => Layout switch
    {
        Layout.Wide => [("team", Team, true), ("teamName", TeamName, false), ("respondent", Respondent, false), ("response", Response, false), ("date", Date, true)],
        Layout.Long => [("team", Team, true), ("teamName", TeamName, false), ("respondent", Respondent, false), ("response", Response, false), ("date", Date, true), ("item", Item, true), ("answer", Answer, true)],
        Layout.Aggregate => [("team", Team, true), ("teamName", TeamName, false), ("period", Period, true), ("item", Item, true), ("answer", Answer, true), ("n", N, true), ("sd", Sd, false)],
        Layout.Outcomes => [("team", Team, true), ("period", Period, true), ("metric", Other.Metric, true), ("value", Other.Value, true), ("n", Other.Denominator, false)],
        Layout.Actions => [("team", Team, true), ("ritual", Other.Ritual, true), ("start", Other.Start, true), ("end", Other.End, false), ("assignment", Other.Assignment, false)],
        Layout.Practice => [("team", Team, true), ("ritual", Other.Ritual, true), ("period", Period, true), ("held", Other.Held, true), ("planned", Other.Planned, false)],
        _ => [("team", Team, true), ("teamName", TeamName, false), ("period", Period, true), ("n", Invited, true)],
    };

    private (Layout Layout, double Sure, string Why) Decide()
    {
        if (Other is { Ritual: not null, Held: not null } && (Period ?? Date) is not null) return (Layout.Practice, 0.95, "there are columns for a ritual, a period and how often it was held: a row what was done");
        if (Other is { Ritual: not null, Start: not null }) return (Layout.Actions, 0.95, "there are columns for a ritual and from when on it is held: a row what was begun");
        if (Item is not null && Answer is not null && N is not null && Answer.Column.NumberShare >= 0.8 && (Period ?? Date) is not null)
            return (Layout.Aggregate, 0.95, "there are columns for an item, a score, how many answered, and when: a row a published figure");
        var people = Response ?? Respondent;
        if (Item is not null && Answer is not null && people is { Column.Repeats: >= 1.2 }) return (Layout.Long, 0.9, "the same respondent stands in several rows, each with an item and an answer: a row an answer");
        if (Other is { Metric: not null, Value: not null } && Team is not null && (Period ?? Date) is not null && people is null) return (Layout.Outcomes, 0.8, "there are columns for a team, a period, a metric and its value, and nobody who answered: a row an outcome");
        if (Invited is not null && Team is not null && (Period ?? Date) is not null && Item is null && people is null) return (Layout.Invited, 0.9, "there are columns for a team, a period and how many were invited, and no answers: a row a roster count");
        return (Layout.Wide, people is { Column.IsUnique: true } ? 0.95 : 0.6, people is { Column.IsUnique: true } ? "each row has a respondent or response of its own: a row a respondent" : "nothing says that a row is anything but a respondent");
    }

    private HashSet<ColumnFacts> Taken() => [.. Named().Select(n => n.Choice?.Column).Concat(Attributes.Select(a => a.Column)).OfType<ColumnFacts>()];

    private void FindNameAndAttributes()
    {
        if (Team is not { Column: var team } || team.Repeats < 2) return;
        var few = columns.Count == 0 || columns[0].Profile.Codes.Length < FewRows;
        var taken = Taken();
        var told = columns.Where(c => !taken.Contains(c) && c.NumberShare < 0.5 && c.DateShare < 0.5 && !c.IsFree && c.Distinct >= 2 && Roles.Follows(team, c) >= (Layout == Layout.Wide ? 0.98 : 0.9)).ToArray();
        var names = told.Where(c => c.Words.For("teamName") > 0 && c.Distinct >= 0.7 * team.Distinct).OrderByDescending(c => c.Words.For("teamName")).FirstOrDefault();
        if (names is not null) TeamName = new RoleChoice(names, Math.Round(0.9 * names.Words.For("teamName"), 2), "its header says so, and each team has one");
        if (few) return;
        Attributes = [.. told.Where(c => c != names && c.Distinct <= Math.Max(2, 0.7 * team.Distinct) && (Item is null || Roles.Follows(Item.Column, c) < 0.95)).Take(20)
            .Select(c => new RoleChoice(c, 0.7, $"each team has one of {c.Distinct} texts, nearly always the same"))];
    }
}
