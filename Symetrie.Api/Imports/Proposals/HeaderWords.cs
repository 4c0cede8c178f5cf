using System.Text;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Exports;

namespace Symetrie.Api.Imports.Proposals;

/// <summary>The words of a column's header, wording and id, and which role they speak for.</summary>
internal sealed class HeaderWords
{
    private static readonly (string Role, double Weight, string Texts)[] Roles =
    [
        ("team", 1, "team|team id|team key|team code|unit|unit id|unit code|equipe|unite|site|site id|shop|store|store id|magasin|agence|branch|branch id|boutique|point de vente|business unit|etablissement|trust|code unite|id unite|code equipe|code site|site code|code magasin|shop code|store code|code agence|branch code"),
        ("team", 0.85, "department|departement|service|entite|entity|office|bureau|hospital|hopital|clinic|direction|team name|trust name|unit name|nom de l equipe|nom du magasin|restaurant|hotel|group|groupe|grp|company|comp id|compid"),
        ("team", 0.4, "organization|organisation|location|region|area|district|division|city|ville|lieu|pays|country"),
        ("teamName", 1, "team name|unit name|site name|store name|shop name|branch name|nom|nom de l equipe|nom de l unite|libelle|libelle de l unite|libelle unite|nom du magasin|nom du site|nom de l agence|name"),
        ("respondent", 1, "respondent|respondent id|respondentid|participant|participant id|employee id|customer id|client id|panelist id|panellist id|member id|repondant|id repondant|id du repondant|id du participant|identifiant du repondant|identifiant du participant|matricule|identifiant|identifiant repondant|who|user id|external data reference|external reference"),
        ("respondent", 0.6, "id|person|personne|user|utilisateur"),
        ("response", 1, "response id|responseid|response|submission id|record id|instance id|instanceid|uuid|meta instance id|id reponse|id de la reponse|n reponse|no reponse|numero de reponse|reponse id|id de reponse|ref reponse|token"),
        ("response", 0.5, "id|index"),
        ("date", 1, "date submitted|submitdate|submitted|submitted at|submission date|submission time|submission|recorded date|recordeddate|date de soumission|date de reponse|date de la reponse|completion time|heure de fin|horodateur|timestamp|response date|answered at|completed at|date d envoi|date reponse|soumis le|datestamp"),
        ("date", 0.9, "end date|enddate|date|end|fin|date de fin|date modified|date de modification|when|today|survey date|interview date|date de visite|visit date|date enquete|date de l enquete|jour|day|mydate"),
        ("date", 0.6, "start date|startdate|start|date started|start time|date last action|date created|date de creation|heure de debut|date de debut|debut|created|dtime|datetime|date de cloture"),
        ("period", 1, "period|periode|quarter|trimestre|wave|vague|semestre|half|half year|campagne|period key"),
        ("period", 0.8, "year|annee|month|mois|exercice"),
        ("item", 1, "item|question|dimension|theme|indicator|indicateur|dimension or question|measure|mesure|variable|topic|question key|question id|question code|critere|driver|rubrique"),
        ("answer", 1, "answer|score|value|valeur|mean|moyenne|average|note|result|resultat|reponse|rating|percent|pourcentage|pct"),
        ("n", 1, "n|nb|count|respondents|responses|number of respondents|number of responses|nb de repondants|nombre de repondants|repondants|nb repondants|nb de reponses|nombre de reponses|n respondents|effectif|base|bases|sample size|size"),
        ("sd", 1, "sd|std|stdev|standard deviation|std dev|ecart type|ecarttype|et"),
        ("ritual", 1, "ritual|rituals|ritual key|ritual name|rituel|rituels|nom du rituel|code rituel"),
        ("start", 1, "start|start date|starts|from|since|begin|began|held from|debut|date de debut|depuis|du"),
        ("end", 1, "end|end date|ends|to|until|held to|fin|date de fin|jusqu au|au"),
        ("assignment", 1, "assignment|assigned|how assigned|affectation|attribution|tirage"),
        ("held", 1, "held|done|held times|times held|tenu|tenus|tenue|fait|faits|realise|realises"),
        ("planned", 1, "planned|due|planned times|times planned|prevu|prevus|prevue|planifie|planifies"),
        ("metric", 1, "metric|metrics|kpi|outcome|outcomes|metrique|indicator|indicateur|measure|mesure"),
        ("value", 1, "value|valeur|result|resultat|amount|montant|figure|chiffre"),
        ("denominator", 1, "n|nb|count|base|size|denominator|denominateur|employees|staff|headcount|salaries|effectif|customers|clients|visits|visites"),
        ("invited", 1, "invited|invites|invitees|nb invites|nombre d invites|headcount|roster|sent|envoyes|effectif invite|sollicites|nb invited|invitations|population"),
    ];

    private static readonly Dictionary<string, (string Role, double Weight)[]> Known = Roles
        .SelectMany(r => r.Texts.Split('|').Select(t => (Text: t, r.Role, r.Weight))).GroupBy(r => r.Text, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.Select(r => (r.Role, r.Weight)).ToArray(), StringComparer.Ordinal);

    private static readonly HashSet<string> NoAnswers = new(
        ("gender|sex|sexe|genre|age|born|birth|dob|naissance|education|diplome|income|revenu|household|tenure|anciennete|seniority|language|langue|seed|progress|duration|duree|time|temps|seconds|secondes|minutes|heures|hours|latitude|longitude|accuracy|status|statut|finished|termine|"
        + "device|deviceid|imei|phone|phonenumber|telephone|children|enfants|many|combien|nombre|number|rank|ranking|classez|rang|amount|montant|price|prix|weight|poids|zip|postal|postcode|tall|height|year|annee|month|mois|id|uuid|ip|ipaddress|index|filecount|version|email|mail|page|date|imc|arrival|times|score z|"
        + "household|salaire|salary|married|marital|nationality|nationalite|direction|region|nb").Split('|'), StringComparer.Ordinal);

    /// <param name="column">The column.</param>
    public HeaderWords(ExportColumn column)
    {
        column = column with { Header = Cut(column.Header), Label = Cut(column.Label), Id = Cut(column.Id) };
        Header = Key(column.Header);
        Wording = column.Label.Length > 0 && TextKey.Of(column.Label) != TextKey.Of(column.Header) ? $"{column.Header} {column.Label}" : column.Header;
        Normal = Key(Wording);
        Tokens = Normal.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        option = column.Header.EndsWith(']') ? Key(column.Header[(column.Header.LastIndexOf('[') + 1)..]) : "";
        keys = [.. new[] { Header, Key(column.Label), Key(LastPart(column.Header)), Key(column.Id) }.Where(k => k.Length > 0).Distinct(StringComparer.Ordinal)];
    }

    private static readonly HashSet<string> TeamWords = new("team shop store site branch department unit office hospital clinic restaurant hotel agency equipe magasin agence boutique service unite etablissement departement bureau hopital clinique".Split(' '), StringComparer.Ordinal);
    private const double Asked = 0.8;
    private const int MostLetters = 1_500;
    private readonly string[] keys;
    private readonly string option;

    /// <summary>The header, normalised; words that run together in one are taken apart.</summary>
    public string Header { get; }

    /// <summary>Header and wording as one text, as written.</summary>
    public string Wording { get; }

    /// <summary>The words of header and wording, normalised.</summary>
    public IReadOnlyList<string> Tokens { get; }

    /// <summary>Header and wording as one normalised text.</summary>
    public string Normal { get; }

    /// <summary>Whether the header speaks of something that is no answer to a question of experience: a person, a device, an amount, a rank.</summary>
    public bool IsNoAnswer => IsShortAndSo(Normal) || IsShortAndSo(Header) || IsShortAndSo(option) || Tokens.Any(t => t is "address" or "adresse" or "email" or "telephone") || Starts("how many", "how old", "how tall", "combien", "quel age", "please rank", "rank", "classez", "group time", "question time", "total time", "time");

    /// <summary>How much the header speaks for a role, 0 to 1.</summary>
    public double For(string role)
    {
        var best = 0.0;
        foreach (var key in keys)
            foreach (var (known, weight) in Known.GetValueOrDefault(key) ?? [])
                if (known == role) best = Math.Max(best, weight);
        return role == "team" && best < Asked && AsksForTeam() ? Asked : best;
    }

    /// <summary>A normalised text in which words that run together by capitals are apart (<c>SubmitDate</c>) and articles of elision too (<c>l’unité</c>).</summary>
    public static string Key(string text)
    {
        var spaced = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            if (i > 0 && char.IsUpper(text[i]) && char.IsLower(text[i - 1])) spaced.Append(' ');
            spaced.Append(text[i] is '\'' or '\u2019' or '\u02BC' ? ' ' : text[i]);
        }

        return TextKey.Of(spaced.ToString());
    }

    // "In which site do you work?": forms ask for the team as for anything else.
    private bool AsksForTeam() => Tokens.Count is >= 3 and <= 14 && Tokens.Take(4).Any(t => t is "which" or "what" or "where" or "quel" or "quelle" or "ou" or "your" or "votre") && Tokens.Any(TeamWords.Contains);

    // Forms with groups write the path before the question's name: Profile/Team or Profile.Team.
    private static string LastPart(string header) => header.Contains(' ', StringComparison.Ordinal) ? "" : header[(header.LastIndexOfAny(['/', '.']) + 1)..];

    // No question is longer, and a cell that ran away is no question.
    private static string Cut(string text) => text.Length <= MostLetters ? text : text[..MostLetters];

    private static bool IsShortAndSo(string key) => key.Split(' ') is { Length: <= 4 } words && words.Any(NoAnswers.Contains);

    private bool Starts(params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
            if (Normal.StartsWith(text + " ", StringComparison.Ordinal) || Normal == text) return true;
        return false;
    }
}
