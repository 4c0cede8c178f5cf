using System.Text.Json.Nodes;
using Symetrie.Api.Exports;

namespace Symetrie.Api.Imports.Proposals;

/// <summary>A codebook that is proposed for an export. What nobody could tell is null in it, and listed under <see cref="Open"/>.</summary>
/// <param name="Codebook">The codebook: once what is open is decided it can be put as it is.</param>
/// <param name="Choices">What was chosen, how sure each choice is, and why.</param>
/// <param name="Open">What is left to decide.</param>
/// <param name="Shape">How the file was understood.</param>
/// <param name="Rows">How many rows were looked at.</param>
public sealed record CodebookProposal(JsonObject Codebook, IReadOnlyList<ProposedChoice> Choices, IReadOnlyList<OpenQuestion> Open, ExportShape Shape, long Rows);

/// <summary>Something that was chosen.</summary>
/// <param name="Path">Where it stands in the codebook: <c>columns.team</c>, <c>items[3].scale</c>.</param>
/// <param name="Value">What was chosen, as text.</param>
/// <param name="Confidence">How sure it is, 0 to 1.</param>
/// <param name="Reason">Why, in a sentence; it repeats no answer.</param>
public sealed record ProposedChoice(string Path, string? Value, double Confidence, string Reason);

/// <summary>Something that is left to decide.</summary>
/// <param name="Paths">Where the decisions stand in the codebook.</param>
/// <param name="Question">What is to be decided, in a sentence.</param>
/// <param name="Candidates">What it may be, the likeliest first.</param>
public sealed record OpenQuestion(IReadOnlyList<string> Paths, string Question, IReadOnlyList<string> Candidates);
