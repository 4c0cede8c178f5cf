using Symetrie.Api.Stores;

namespace Symetrie.Api.Commands;

/// <summary><c>erase HASH… | --respondent ID --voice V</c>.</summary>
internal sealed class EraseCommand : StoreCommand
{
    public EraseCommand(Terminal terminal)
        : base("erase", "Erases all that is stored of a respondent, and keeps it from coming back.")
    {
        var persons = new PersonChoice(this, many: true);
        OnStandingStore(terminal, (parse, store) =>
        {
            if (persons.Read(parse, store, out var wrong) is not { } chosen) return terminal.Misuse(wrong);
            var outcomes = terminal.Watch("erase", steps =>
            {
                steps.Report(new Step("rewriting the files", 0));
                return store.Erasures.Erase(chosen);
            });
            terminal.List(
                ["hash", "responses", "earlierVersions", "tallies", "alreadyErased"],
                chosen.Zip(outcomes, (person, o) => (string?[])[PersonNumber.Text(person), $"{o.Responses}", $"{o.EarlierVersions}", $"{o.Tallies}", o.AlreadyErased ? "true" : "false"]));
            if (!outcomes.All(o => o.Purged)) terminal.Note("a reader held the store: deleted bytes stay in its files until it is opened next");
            if (outcomes.Any(o => o is { AlreadyErased: false, Responses: 0, EarlierVersions: 0 })) terminal.Note("where no response was found, later exports are kept out all the same");
            return ExitCode.Done;
        });
    }
}
