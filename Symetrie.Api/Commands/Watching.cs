using Spectre.Console;

namespace Symetrie.Api.Commands;

/// <summary>How far a command is.</summary>
/// <param name="Stage">What is being done.</param>
/// <param name="Share">How much is done, a proportion.</param>
internal readonly record struct Step(string Stage, double Share);

/// <summary>Shows how far a command is: a bar on a terminal, plain lines elsewhere.</summary>
internal static class Watching
{
    /// <summary>Does a piece of work and shows how far it is.</summary>
    public static T Watch<T>(this Terminal terminal, string title, Func<IProgress<Step>, T> work)
    {
        if (!terminal.Notes.Profile.Out.IsTerminal) return work(new Lines(terminal, title));
        return terminal.Notes.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .Start(screen => work(new Bar(screen.AddTask(Markup.Escape(title)), title)));
    }

    private sealed class Bar(ProgressTask task, string title) : IProgress<Step>
    {
        public void Report(Step value)
        {
            task.Description = Markup.Escape($"{title}: {value.Stage}");
            task.Value = 100 * value.Share;
        }
    }

    // A log wants a few lines, not one a batch.
    private sealed class Lines(Terminal terminal, string title) : IProgress<Step>
    {
        private const double Quarter = 0.25;
        private string stage = "";
        private double next;

        public void Report(Step value)
        {
            if (value.Stage == stage && value.Share < next) return;
            (stage, next) = (value.Stage, (Math.Floor(value.Share / Quarter) + 1) * Quarter);
            terminal.Note($"{title}: {value.Stage}, {value.Share:P0}");
        }
    }
}
