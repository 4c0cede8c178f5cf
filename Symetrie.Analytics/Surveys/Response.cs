namespace Symetrie.Analytics.Surveys;

/// <summary>One respondent's answers to one codebook, as an export gave them (in the aggregate and invited layouts: one published figure).</summary>
public sealed record Response
{
    /// <summary>The physical line on which it begins, 1-based.</summary>
    public required long Line { get; init; }

    /// <summary>The team as written.</summary>
    public required string Team { get; init; }

    /// <summary>The team's name as written, where the export has one beside the key.</summary>
    public string? TeamName { get; init; }

    /// <summary>The response's own id, where the export has one.</summary>
    public string? ResponseId { get; init; }

    /// <summary>The respondent's id, where the export has one. Never stored: only its keyed hash is.</summary>
    public string? Respondent { get; init; }

    /// <summary>What tells two responses of one respondent apart; null for the submission date.</summary>
    public string? Occasion { get; init; }

    /// <summary>The submission date in the store's time zone (aggregate, invited: the first day of the period).</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The answers as <see cref="AnswerCode"/> writes them: all that is stored of what was said.</summary>
    public required byte[] Content { get; init; }

    /// <summary>What the row says of the team, in the order of the codebook's attributes; null where the cell is empty.</summary>
    public IReadOnlyList<string?> Attributes { get; init; } = [];
}

/// <summary>A row of an export that was not taken, and why.</summary>
/// <param name="Line">The physical line on which the row begins, 1-based.</param>
/// <param name="Column">The column's header; null where the whole row is meant.</param>
/// <param name="Code">A stable slug: <c>out-of-scale</c>, <c>bad-date</c>, <c>missing-team</c>, …</param>
/// <param name="Reason">What is wrong, in a sentence.</param>
/// <param name="Text">The text as sent, cut at 200 characters.</param>
public sealed record Rejection(long Line, string? Column, string Code, string Reason, string? Text)
{
    /// <summary>What was probably meant; null where nothing is near.</summary>
    public string? Suggestion { get; init; }
}
