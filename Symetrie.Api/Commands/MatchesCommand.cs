using System.CommandLine;
using System.Globalization;
using Symetrie.Api.Imports;

namespace Symetrie.Api.Commands;

/// <summary><c>matches [--status S]</c>.</summary>
internal sealed class MatchesCommand : StoreCommand
{
    public MatchesCommand(Terminal terminal)
        : base("matches", "Lists which teams have both voices, and who may be the partner of the others. Applies nothing: what is right goes into `crosswalk add`.")
    {
        var status = new Option<string?>("--status") { Description = "Only these teams.", HelpName = "matched|employee-only|customer-only" };
        status.AcceptOnlyFromAmong("matched", "employee-only", "customer-only");
        Add(status);
        OnStandingStore(terminal, (parse, store) =>
        {
            var wanted = parse.GetValue(status);
            terminal.List(
                ["status", "team", "name", "employeeUnits", "customerUnits", "suggestion", "suggestionName", "score", "voice", "unit", "target"],
                TeamMatches.Of(store).Where(m => wanted is null || m.Status == wanted).Select(m => (string?[])
                [
                    m.Status, m.Team, m.Name, m.EmployeeUnits, m.CustomerUnits, m.Suggestion, m.SuggestionName, m.Score?.ToString("0.00", CultureInfo.InvariantCulture), m.Voice, m.Unit, m.Target,
                ]));
            return ExitCode.Done;
        });
    }
}
