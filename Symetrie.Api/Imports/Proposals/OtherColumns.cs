namespace Symetrie.Api.Imports.Proposals;

/// <summary>The columns by which a row tells of something that is nobody's answer: an outcome, or that a ritual is held.</summary>
internal sealed class OtherColumns
{
    /// <param name="roles">Which column has which role.</param>
    /// <param name="team">The team's column.</param>
    /// <param name="period">The period's column.</param>
    public OtherColumns(Roles roles, ColumnFacts? team, ColumnFacts? period)
    {
        Ritual = roles.Best("ritual", team);
        (Start, End, Assignment) = (roles.Best("start", team, Ritual?.Column), roles.Best("end", team, Ritual?.Column), roles.Best("assignment", team, Ritual?.Column));
        (Held, Planned) = (roles.Best("held", team, Ritual?.Column, period), roles.Best("planned", team, Ritual?.Column, period));
        Metric = roles.Best("metric", team, period);
        Value = roles.Best("value", team, period, Metric?.Column);
        Denominator = roles.Best("denominator", team, period, Metric?.Column, Value?.Column);
    }

    /// <summary>The ritual.</summary>
    public RoleChoice? Ritual { get; }

    /// <summary>From when on it is held.</summary>
    public RoleChoice? Start { get; }

    /// <summary>Until when.</summary>
    public RoleChoice? End { get; }

    /// <summary>How the team came to hold it.</summary>
    public RoleChoice? Assignment { get; }

    /// <summary>How often it was held.</summary>
    public RoleChoice? Held { get; }

    /// <summary>How often it was planned.</summary>
    public RoleChoice? Planned { get; }

    /// <summary>The metric.</summary>
    public RoleChoice? Metric { get; }

    /// <summary>Its value.</summary>
    public RoleChoice? Value { get; }

    /// <summary>Of how many it is.</summary>
    public RoleChoice? Denominator { get; }
}
