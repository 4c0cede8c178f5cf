using System.CommandLine;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Commands;

/// <summary>Whom a command is about: <c>HASH…</c>, or <c>--respondent ID --voice employee|customer</c>.</summary>
internal sealed class PersonChoice
{
    private readonly bool many;
    private readonly Argument<string[]> hashes = new("HASH") { Description = "The respondent's keyed hash, 16 hex digits.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> respondent = new("--respondent") { Description = "The respondent's id as exports write it, in place of the hash.", HelpName = "ID" };
    private readonly Option<string?> voice = new("--voice") { Description = "The voice the respondent spoke with.", HelpName = "employee|customer" };

    public PersonChoice(Command command, bool many)
    {
        this.many = many;
        voice.AcceptOnlyFromAmong([.. PersonNumber.VoiceTexts]);
        command.Add(hashes);
        command.Add(respondent);
        command.Add(voice);
    }

    /// <summary>The numbers of the persons that are meant; null with what is wrong with the line.</summary>
    public IReadOnlyList<long>? Read(ParseResult parse, Store store, out string wrong)
    {
        var (texts, id, spoke) = (parse.GetValue(hashes) ?? [], parse.GetValue(respondent), parse.GetValue(voice));
        wrong = (texts.Length > 0) == (id is not null) ? "give either HASH, or --respondent with --voice"
            : id is not null && (spoke is null || string.IsNullOrWhiteSpace(id)) ? "--respondent needs an id, and --voice with it: one id may be an employee's and a customer's"
            : id is null && spoke is not null ? "--voice belongs to --respondent; a hash holds its voice"
            : texts.Length > 1 && !many ? "one respondent at a time"
            : Array.Find(texts, t => PersonNumber.Parse(t) is null) is { } bad ? $"'{bad}' is no respondent's hash: 16 hex digits"
            : "";
        if (wrong.Length > 0) return null;
        return id is not null ? [PersonNumber.Of(store, spoke!, id)] : [.. texts.Select(t => PersonNumber.Parse(t)!.Value)];
    }
}
