using System.Globalization;
using Symetrie.Api.Notices;
using Symetrie.Api.Recompute;

namespace Symetrie.Api.Commands;

/// <summary>What the program does by itself, as the configuration has it.</summary>
internal static class OperatorSettings
{
    extension(Terminal terminal)
    {
        /// <summary>When runs are due, and which snapshots are kept.</summary>
        /// <exception cref="ArgumentException">A value cannot be; the message names it.</exception>
        public NightSettings Nights()
        {
            var standard = new NightSettings();
            return new NightSettings
            {
                Enabled = terminal.Read("Scheduler:Enabled", standard.Enabled, bool.TryParse, "true or false"),
                At = terminal.Read("Recompute:At", standard.At, Time, "a time of day such as 03:30"),
                Zone = terminal.Read<TimeZoneInfo?>("Recompute:TimeZone", null, TimeZoneInfo.TryFindSystemTimeZoneById, "a time zone such as Europe/Paris"),
                KeptSnapshots = terminal.Read("Retention:Snapshots", standard.KeptSnapshots, int.TryParse, "a number"),
                KeptMonths = terminal.Read<int?>("Retention:Months", null, Number, "a number"),
            };
        }

        /// <summary>Who is told.</summary>
        /// <exception cref="ArgumentException">A value cannot be; the message names it.</exception>
        public ListenerSettings Listeners() =>
            new(terminal.Texts("Webhooks:Urls"), terminal.Texts("Webhooks:Hosts"), terminal.Texts("Webhooks:Networks"), terminal.Settings["Webhooks:Secret"]);
    }

    private static bool Time(string text, out TimeOnly value) => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out value);

    private static bool Number(string text, out int? value)
    {
        var isOne = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        value = isOne ? number : null;
        return isOne;
    }
}
