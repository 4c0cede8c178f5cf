namespace Symetrie.Api.Commands;

/// <summary><c>subject HASH | --respondent ID --voice V</c>: the only way by which answers leave the store as they were given.</summary>
internal sealed class SubjectCommand : StoreCommand
{
    public SubjectCommand(Terminal terminal)
        : base("subject", "Writes one respondent's own answers, for that respondent.")
    {
        var person = new PersonChoice(this, many: false);
        OnStandingStore(terminal, (parse, store) =>
        {
            if (person.Read(parse, store, out var wrong) is not [var chosen]) return terminal.Misuse(wrong);
            var answers = store.Subjects.Answers(chosen);
            terminal.List(["codebook", "day", "team", "item", "answer", "version"], answers.Select(a => (string?[])[a.Codebook, a.Day, a.Team, a.Item, a.Answer, a.Version]));
            if (answers.Count == 0) terminal.Note("nothing is stored of this respondent");
            return ExitCode.Done;
        });
    }
}
