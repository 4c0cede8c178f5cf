using System.CommandLine;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Commands;

/// <summary><c>calendar show | set</c>.</summary>
internal sealed class CalendarCommand : Command
{
    public CalendarCommand(Terminal terminal)
        : base("calendar", "How the store cuts time into periods.")
    {
        Add(new ShowCommand(terminal));
        Add(new SetCommand(terminal));
    }

    private sealed class ShowCommand : StoreCommand
    {
        public ShowCommand(Terminal terminal)
            : base("show", "Writes the calendar as JSON, and names the time zone.") => OnStandingStore(terminal, (_, store) =>
            {
                terminal.Out.WriteLine(CalendarJson.Write(store.Calendar));
                terminal.Note($"time zone: {store.TimeZone.Id}");
                return ExitCode.Done;
            });
    }

    private sealed class SetCommand : StoreCommand
    {
        private static readonly string[] Kinds = ["month", "quarter", "half", "year"];

        public SetCommand(Terminal terminal)
            : base("set", "Sets the calendar; a store that holds responses keeps the one it has.")
        {
            var calendar = new Argument<string>("CALENDAR") { Description = "month, quarter, half, year, or a JSON file of named windows.", HelpName = "month|quarter|half|year|FILE" };
            var zone = new Option<string?>("--time-zone") { Description = "The IANA time zone in which a day begins; the store's own where absent.", HelpName = "ID" };
            Add(calendar);
            Add(zone);
            OnStore(terminal, (parse, store, _) => Set(terminal, store, parse.GetRequiredValue(calendar), parse.GetValue(zone)));
        }

        private static int Set(Terminal terminal, Store store, string text, string? zone)
        {
            var timeZone = store.TimeZone;
            if (zone is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out timeZone)) return terminal.Misuse($"'{zone}' is no time zone this machine knows");
            try
            {
                var named = Array.Exists(Kinds, k => k.Equals(text, StringComparison.OrdinalIgnoreCase));
                if (!named && !File.Exists(text)) return terminal.Misuse($"'{text}' is neither {string.Join(", ", Kinds)} nor a file");
                store.SetCalendar(CalendarJson.Read(named ? $$"""{"kind":"{{text}}"}""" : File.ReadAllText(text))!, timeZone!);
            }
            catch (Exception problem) when (problem is ArgumentException or InvalidOperationException)
            {
                return terminal.Refuse(CommandRunner.Said(problem));
            }

            terminal.Note($"calendar: {CalendarJson.Write(store.Calendar)}, time zone: {store.TimeZone.Id}");
            return ExitCode.Done;
        }
    }
}
