using System.Text.RegularExpressions;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Api.Exports;

/// <summary>Headers that say that their column tells who somebody is, in English and French, as survey tools and people write them.</summary>
internal static partial class PersonalHeaders
{
    // Whole words of the header, in the form in which names are compared. The first that fits decides.
    private static readonly (string Kind, Regex Words)[] Known =
    [
        ("ip-address", Ip()), ("e-mail", Mail()), ("phone", Phone()), ("location", Location()), ("device", Device()), ("birth-date", Birth()),
        ("address", Address()), ("person-id", PersonId()), ("free-text", Free()), ("name", Name()),
    ];

    /// <summary>The kind a header tells; null where it tells nothing.</summary>
    public static string? KindOf(string header)
    {
        // Tools write RecipientFirstName and IPAddress as one word, and question codes before an underscore.
        var key = TextKey.Of(Humps().Replace(header, "${last} "));
        return key.Length == 0 ? null : Array.Find(Known, k => k.Words.IsMatch(key)).Kind;
    }

    [GeneratedRegex(@"(?<last>[a-zà-ÿ0-9])(?=[A-Z])|(?<last>[A-Z])(?=[A-Z][a-zà-ÿ])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Humps();

    [GeneratedRegex(@"\b(ip|ipaddr|ipaddress|ip address|adresse ip)\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Ip();

    [GeneratedRegex(@"\b(e ?mails?|emails?|mail|courriels?|mel|adresse (de messagerie|electronique|mail)|messagerie)\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Mail();

    [GeneratedRegex(@"\b(phone|phonenumber|telephone|tel|mobile|cell ?phone|portable|gsm|fax|numero de (telephone|tel|portable|mobile))\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Phone();

    [GeneratedRegex(@"\b(latitude|longitude|gps|geolocation|geolocalisation|geopoint|coordonnees gps|location (lat|long|latitude|longitude))\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Location();

    [GeneratedRegex(@"\b(device ?id|imei|sim ?serial|subscriber ?id|user ?agent|browser|navigateur|referer|refurl|cookie|fingerprint)\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Device();

    [GeneratedRegex(@"\b(birth ?date|date of birth|birth ?day|dob|date de naissance|ne e le|year of birth|annee de naissance)\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Birth();

    [GeneratedRegex(@"\b((home|postal|mailing|street) address|street|adresse( postale| du domicile| personnelle)?|rue|domicile|code postal|zip( code)?|postcode)\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Address();

    [GeneratedRegex(@"\b(social security|ssn|nir|securite sociale|matricule|badge|staff (id|number)|employee (id|number)|user ?name|login|user ?id|identifiant|submitted by|recipient id|respondent id|external (data )?reference|numero client|customer (id|number)|contact id|panelist id|panel member id)\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex PersonId();

    [GeneratedRegex(@"\b(comments?|commentaires?|verbatims?|remarks?|remarques?|observations?|suggestions?|feedback|free text|texte libre|open ended( response)?|open text|please (specify|explain|describe|tell us)|precise[rz]?|precisions?|expliquez|decrivez|why|pourquoi|in your own words|autre precise[rz]?|other please specify|notes?|text)$|^(comments?|commentaires?|verbatims?|remarques?|suggestions?|feedback)\b|\b(please specify|veuillez preciser|vos (commentaires|suggestions|remarques))\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Free();

    [GeneratedRegex(@"^(full |your |first |last |family |given |middle |maiden )?names?$|\b(first|last|family|given|middle|maiden|full|respondent|recipient|employee|staff|user|contact|person|participant|interviewer|manager) ?(first|last|full|display)? ?names?\b|\b(surname|firstname|lastname|fullname|prenoms?|patronyme|nom complet|nom de famille|nom de naissance|nom d usage|nom dusage|nom du (salarie|repondant|client|collaborateur|participant|manager|responsable))\b|^(votre )?noms?( et prenoms?)?$|^signature$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Name();
}
