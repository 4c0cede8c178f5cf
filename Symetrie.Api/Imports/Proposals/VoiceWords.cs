using Symetrie.Analytics.Surveys;

namespace Symetrie.Api.Imports.Proposals;

/// <summary>Whose experience a questionnaire asks for, by its words.</summary>
internal static class VoiceWords
{
    private static readonly string[] Employee =
    [
        .. ("employee employees staff colleague colleagues manager managers supervisor workload workplace job coworkers employer employment teammates engagement burnout salaries salarie salarié salariés collaborateur collaborateurs collegue collegues hierarchie "
            + "responsable employeur poste equipe professionnel metier effectifs travail work working workers").Split(' '),
    ];

    private static readonly string[] Customer =
    [
        .. ("customer customers client clients patient patients guest guests shopper visitor visitors visit purchase delivery bought product received welcomed checkout nurses doctors visite achat achats commande livraison produit magasin vendeur vendeurs caisse "
            + "infirmieres infirmiers medecins accueilli visiteur montant").Split(' '),
    ];

    // Below this a wording is near no question of either voice.
    private const double Near = 0.45;

    /// <summary>The voice, how sure it is and why; null where nothing tells.</summary>
    public static (Voice Voice, double Sure, string Why)? Of(IEnumerable<string> texts, Mirror mirror)
    {
        var (employee, customer) = (0.0, 0.0);
        var (ours, theirs) = (new WordingCloseness(mirror, Voice.Employee), new WordingCloseness(mirror, Voice.Customer));
        foreach (var text in texts.Distinct(StringComparer.Ordinal))
        {
            var words = HeaderWords.Key(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            employee += words.Count(Employee.Contains);
            customer += words.Count(Customer.Contains);
            if (words.Length > 0 && words[0] is "ex" or "cx") (employee, customer) = words[0] == "ex" ? (employee + 1, customer) : (employee, customer + 1);
            if (words.Length < 5) continue;
            var (mine, other) = (ours.Of(text).Select(d => d.Score).FirstOrDefault(), theirs.Of(text).Select(d => d.Score).FirstOrDefault());
            var difference = Math.Max(mine, other) < Near ? 0 : mine - other;
            if (difference > 0.1) employee += 2 * difference;
            else customer -= 2 * Math.Min(0, difference + 0.1);
        }

        var (more, less) = (Math.Max(employee, customer), Math.Min(employee, customer));
        if (more < Math.Max(1, 0.04 * texts.Count()) || more < 2 * less) return null;
        var voice = employee > customer ? Voice.Employee : Voice.Customer;
        return (voice, Math.Round(Math.Min(0.95, 0.5 + (0.1 * more) - (0.1 * less)), 2), $"its headers and questions speak of {(voice == Voice.Employee ? "work and colleagues" : "customers and what they received")}");
    }
}
