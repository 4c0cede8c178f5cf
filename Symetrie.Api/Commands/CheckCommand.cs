using Symetrie.Api.Stores;

namespace Symetrie.Api.Commands;

/// <summary><c>check</c>.</summary>
internal sealed class CheckCommand : StoreCommand
{
    public CheckCommand(Terminal terminal)
        : base("check", "Looks whether the store is what was written into it: every page, every answer, every published row, the log of erasures.") => OnStoreAsItIs(terminal, (_, store) =>
        {
            var faults = terminal.Watch("check", steps => new StoreCheck(store).All(new Names(steps)));
            foreach (var fault in faults) terminal.Out.WriteLine(fault);
            if (faults.Count > 0) return terminal.Fail($"{faults.Count:N0} faults");
            terminal.Note("nothing is damaged");
            return ExitCode.Done;
        });

    private sealed class Names(IProgress<Step> steps) : IProgress<string>
    {
        private int done;

        public void Report(string value) => steps.Report(new Step(value, done++ / 4.0));
    }
}
