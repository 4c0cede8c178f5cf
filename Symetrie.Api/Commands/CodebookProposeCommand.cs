using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Symetrie.Api.Imports.Proposals;

namespace Symetrie.Api.Commands;

/// <summary><c>codebook propose FILE [--voice employee|customer] [--out FILE]</c>.</summary>
internal sealed class CodebookProposeCommand : StoreCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public CodebookProposeCommand(Terminal terminal)
        : base("propose", "Looks at an export and proposes a codebook for it; says how sure each choice is and what is left to decide. Takes nothing in.")
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The export, as the survey tool gave it." };
        var voice = new Option<string?>("--voice") { Description = "Whose questionnaire it is, where the file does not tell.", HelpName = "employee|customer" };
        var to = new Option<FileInfo?>("--out") { Description = "Writes the codebook to this file; by default it goes to standard output.", HelpName = "FILE" };
        voice.AcceptOnlyFromAmong("employee", "customer");
        Add(file);
        Add(voice);
        Add(to);
        SetAction((parse, _) => Task.FromResult(Run(terminal, parse, file, voice, to)));
    }

    private static int Run(Terminal terminal, ParseResult parse, Argument<FileInfo> file, Option<string?> voice, Option<FileInfo?> to)
    {
        var path = parse.GetRequiredValue(file);
        if (!path.Exists) return terminal.Misuse($"there is no file '{path}'");
        var address = AddressOf(parse, terminal);
        // Only its calendar is looked at: none is made for that.
        using var store = !IsMissing(address) ? Open(address, terminal) : null;
        using var content = path.OpenRead();
        var (proposal, refusal) = Proposer.Try(content, store, parse.GetValue(voice));
        if (proposal is null) return terminal.Refuse($"'{path}': {refusal}");
        var json = proposal.Codebook.ToJsonString(Indented) + "\n";
        if (parse.GetValue(to) is { } target) File.WriteAllText(target.FullName, json);
        else terminal.Out.Write(json);
        Tell(terminal, proposal);
        return ExitCode.Done;
    }

    private static void Tell(Terminal terminal, CodebookProposal proposal)
    {
        terminal.Note($"looked at {proposal.Rows:N0} rows ({proposal.Shape.Format}, {proposal.Shape.Encoding})");
        foreach (var choice in proposal.Choices) terminal.Note(FormattableString.Invariant($"  {choice.Confidence:0.00}  {choice.Path} = {choice.Value}: {choice.Reason}"));
        if (proposal.Open.Count > 0) terminal.Note("left to decide:");
        foreach (var question in proposal.Open)
            terminal.Note($"  {string.Join(", ", question.Paths.Take(6))}{(question.Paths.Count > 6 ? $" and {question.Paths.Count - 6} more" : "")}: {question.Question}{(question.Candidates.Count > 0 ? $" ({string.Join(", ", question.Candidates)})" : "")}");
    }
}
