namespace Symetrie.Api.Imports;

/// <summary>What a corrected export changed: where, never from what to what.</summary>
/// <param name="Columns">The columns in which something changed, each with how many responses.</param>
/// <param name="Samples">The first updated responses, at most 20.</param>
public sealed record UpdatedRows(IReadOnlyList<ChangedColumn> Columns, IReadOnlyList<ChangedRow> Samples);

/// <summary>A column in which updated responses differ from before.</summary>
/// <param name="Column">The column as the codebook names it.</param>
/// <param name="Responses">How many responses changed there.</param>
public sealed record ChangedColumn(string Column, long Responses);

/// <summary>An updated response.</summary>
/// <param name="Line">The physical line that said otherwise than before.</param>
/// <param name="Columns">The columns that differ; none where only the codebook's version does.</param>
public sealed record ChangedRow(long Line, IReadOnlyList<string> Columns);

/// <summary>A team as the file writes it that is none of those put in.</summary>
/// <param name="Team">As written.</param>
/// <param name="Suggestion">The nearest team that was put in; null where none is near.</param>
public sealed record UnknownTeam(string Team, string? Suggestion);
