using System.Text.Json.Serialization;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Exports;
using Symetrie.Api.Imports.Proposals;

namespace Symetrie.Api.Imports;

/// <summary>An export to be taken in.</summary>
/// <param name="Content">The file, seekable.</param>
/// <param name="Name">Its name, for people.</param>
public sealed record ImportRequest(Stream Content, string Name)
{
    /// <summary>The codebook's key; null for the one whose columns match.</summary>
    public string? Codebook { get; init; }

    /// <summary>The day of all responses of an export without a date column; null where it has one.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>The sheet's name, or its number from 1; null to find it.</summary>
    public string? Sheet { get; init; }

    /// <summary>The line, or the sheet's row, on which the header stands, from 1; null to find it.</summary>
    public long? HeaderLine { get; init; }

    /// <summary>Whether only to say what would happen.</summary>
    public bool DryRun { get; init; }

    /// <summary>SHA-256 of the content, hex, where it is known already.</summary>
    public string? ContentHash { get; init; }

    /// <summary>The posting it came by; null where nobody keeps one.</summary>
    public string? Posting { get; init; }

    internal ExportOptions Said => new(Sheet, HeaderLine);

    /// <summary>What is asked for beside the content: requests with one content and one text ask for the same.</summary>
    public string Options => $"codebook={Codebook} date={Day:yyyy-MM-dd}{(Sheet is null ? "" : $" sheet={Sheet}")}{(HeaderLine is null ? "" : $" header={HeaderLine}")} onError={(SkipBadRows ? "skip" : "reject")} dryRun={(DryRun ? "true" : "false")}";

    /// <summary>Whether bad rows are left out; else one bad row refuses the whole file.</summary>
    public bool SkipBadRows { get; init; }
}

/// <summary>How far an import is.</summary>
/// <param name="Rows">Rows read.</param>
/// <param name="Bytes">Bytes read.</param>
/// <param name="TotalBytes">The file's size.</param>
public sealed record ImportProgress(long Rows, long Bytes, long TotalBytes)
{
    /// <summary>The share of the file's bytes that was read, in percent.</summary>
    public double Percent => TotalBytes == 0 ? 100 : Math.Round(Math.Min(100, 100.0 * Bytes / TotalBytes), 1);
}

/// <summary>Problems of one kind.</summary>
/// <param name="Code">The stable slug.</param>
/// <param name="Total">How many rows have it.</param>
/// <param name="Samples">The first of them, at most 20.</param>
public sealed record ProblemGroup(string Code, long Total, IReadOnlyList<Rejection> Samples);

/// <summary>Which teams were heard by whom in a period that the import touches.</summary>
/// <param name="Period">The period.</param>
/// <param name="Both">How many teams have both voices.</param>
/// <param name="EmployeeOnly">How many have employees alone.</param>
/// <param name="CustomerOnly">How many have customers alone.</param>
/// <param name="EmployeeOnlyTeams">Their keys, at most 50.</param>
/// <param name="CustomerOnlyTeams">Their keys, at most 50.</param>
public sealed record PeriodPairing(string Period, int Both, int EmployeeOnly, int CustomerOnly, IReadOnlyList<string> EmployeeOnlyTeams, IReadOnlyList<string> CustomerOnlyTeams);

/// <summary>What became of an export.</summary>
public sealed record ImportReport
{
    /// <summary>The import's id; null where nothing was taken in.</summary>
    public string? Id { get; init; }

    /// <summary>The posting's id: of whatever was sent, taken in or not; null where nobody keeps one.</summary>
    public string? Posting { get; init; }

    /// <summary><c>queued</c>, <c>running</c>, <c>imported</c>, <c>dry-run</c>, <c>refused</c>, <c>cancelled</c> or <c>failed</c>.</summary>
    public required string State { get; init; }

    /// <summary>How far it is; null once it has ended.</summary>
    public ImportProgress? Progress { get; init; }

    /// <summary>Whether this is the answer of an earlier posting of the same content: nothing was done again.</summary>
    public bool Replayed { get; init; }

    /// <summary>The file's name.</summary>
    public required string Name { get; init; }

    /// <summary>The codebook it was read by.</summary>
    public string? Codebook { get; init; }

    /// <summary>How the file was understood.</summary>
    public ExportShape? Shape { get; init; }

    /// <summary>Rows read, without those that the survey tool says are no finished responses (the shape's skipped).</summary>
    public long Read { get; init; }

    /// <summary>Responses that were not there.</summary>
    public long Added { get; init; }

    /// <summary>Responses that said something else before.</summary>
    public long Updated { get; init; }

    /// <summary>Responses that said the same before.</summary>
    public long Unchanged { get; init; }

    /// <summary>Rows that repeat an earlier row of the file.</summary>
    public long Duplicates { get; init; }

    /// <summary>Rows that were not taken.</summary>
    public long Rejected { get; init; }

    /// <summary>Rows with nothing to take.</summary>
    public long Blank { get; init; }

    /// <summary>Rows of respondents who were erased: nothing of them was stored.</summary>
    public long Erased { get; init; }

    /// <summary>Rows that the survey tool says are no response: previews, unfinished ones, and what else the shape lists.</summary>
    public long Skipped { get; init; }

    /// <summary>Columns that tell who a respondent is and that the codebook does not use: they were not read.</summary>
    public IReadOnlyList<PersonalColumn> Personal { get; init; } = [];

    /// <summary>What updated responses say otherwise than before, by column; null where none was updated.</summary>
    public UpdatedRows? Changes { get; init; }

    /// <summary>Teams of the file that are none of those put in, at most 20; empty where no teams were put in.</summary>
    public IReadOnlyList<UnknownTeam> UnknownTeams { get; init; } = [];

    /// <summary>Why rows were not taken, by kind.</summary>
    public IReadOnlyList<ProblemGroup> Problems { get; init; } = [];

    /// <summary>Which teams and periods now have both voices, or one.</summary>
    public IReadOnlyList<PeriodPairing> Pairing { get; init; } = [];

    /// <summary>Why the file as a whole was refused; null where it was not.</summary>
    public string? Refusal { get; init; }

    /// <summary>The codebook that is proposed where none was named and none fits; told beside the report, not in it.</summary>
    [JsonIgnore]
    public CodebookProposal? Proposal { get; init; }

    /// <summary>The stable slug of the refusal.</summary>
    public string? RefusalCode { get; init; }

    /// <summary>The physical line the refusal names.</summary>
    public long? RefusalLine { get; init; }

    /// <summary>The column the refusal names.</summary>
    public string? RefusalColumn { get; init; }

    /// <summary>Where all rows that were not taken can be read as CSV; null where there are none, or nobody keeps them.</summary>
    public string? RejectedRows { get; init; }

    /// <summary>Whether it has ended, one way or another.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool HasEnded => State is not ("queued" or "running");
}
