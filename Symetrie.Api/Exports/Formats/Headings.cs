using Symetrie.Analytics.Surveys;

namespace Symetrie.Api.Exports.Formats;

/// <summary>What a survey tool calls its own columns, in the languages it speaks, each with the one name by which a codebook may call it whatever the language of the export.</summary>
internal sealed class Headings
{
    private readonly Dictionary<string, string> names;

    private Headings(params (string Name, string Texts)[] known) =>
        names = known.SelectMany(k => k.Texts.Split('|').Append(k.Name).Select(t => (Key: TextKey.Of(t), k.Name))).DistinctBy(k => k.Key, StringComparer.Ordinal).ToDictionary(k => k.Key, k => k.Name, StringComparer.Ordinal);

    /// <summary>SurveyMonkey's columns about a response.</summary>
    public static Headings SurveyMonkey { get; } = new(
        ("Respondent ID", "RespondentID|ID du répondant|ID du participant|Identifiant du répondant|Befragten-ID|Teilnehmer-ID|ID del encuestado|ID de encuestado|ID del participante|ID do respondente|ID del rispondente|ID rispondente|Respondent-ID"),
        ("Collector ID", "CollectorID|ID du collecteur|Collector-ID|ID del recopilador|ID do coletor|ID collettore|Beantwortungs-Link-ID"),
        ("Collector Name", "Nom du collecteur|Collectorname|Nombre del recopilador|Nome do coletor|Nome collettore"),
        ("Date Created", "StartDate|Start Date|Date de début|Date de création|Startdatum|Erstellungsdatum|Fecha de inicio|Fecha de creación|Data de início|Data de criação|Data di inizio|Data di creazione|Begindatum"),
        ("Date Modified", "EndDate|End Date|Date de fin|Date de modification|Enddatum|Änderungsdatum|Fecha de finalización|Fecha de modificación|Data de término|Data de modificação|Data di fine|Data di modifica|Einddatum"),
        ("IP Address", "Adresse IP|IP-Adresse|Dirección IP|Endereço IP|Indirizzo IP|IP-adres"),
        ("Email Address", "Email|Adresse e-mail|E-mail|Adresse électronique|E-Mail-Adresse|Dirección de correo electrónico|Endereço de email|Indirizzo email|E-mailadres"),
        ("First Name", "Prénom|Vorname|Nombre|Nome|Voornaam"),
        ("Last Name", "Nom|Nom de famille|Nachname|Apellido|Apellidos|Sobrenome|Cognome|Achternaam"),
        ("Custom Data 1", "Custom Data|Données personnalisées|Données personnalisées 1|Benutzerdefinierte Daten|Benutzerdefinierte Daten 1|Datos personalizados|Datos personalizados 1|Dados personalizados|Dados personalizados 1|Dati personalizzati|Dati personalizzati 1"),
        ("Language", "Langue|Sprache|Idioma|Lingua|Taal"));

    /// <summary>LimeSurvey's columns about a response, by their codes.</summary>
    public static Headings LimeSurvey { get; } = new(
        ("id", "Response ID|ID de la réponse|Antwort ID|ID de respuesta|ID da resposta|ID risposta|ID della risposta|Antwoord ID|Respons ID"),
        ("submitdate", "Date submitted|Date de soumission|Datum Abgeschickt|Abgeschickt am|Fecha de envío|Data de envio|Data di invio|Datum inzending|Datum van inzending"),
        ("lastpage", "Last page|Dernière page|Letzte Seite|Última página|Ultima pagina|Laatste pagina"),
        ("startlanguage", "Start language|Langue de départ|Start-Sprache|Startsprache|Lenguaje inicial|Idioma inicial|Língua inicial|Lingua iniziale|Begintaal"),
        ("seed", "Tête de série|Zufallsstartwert|Semilla|Semente|Seme"),
        ("startdate", "Date started|Date de lancement|Date de début|Datum gestartet|Gestartet am|Fecha de inicio|Data de início|Data di inizio|Datum gestart"),
        ("datestamp", "Date last action|Date de la dernière action|Datum letzte Aktivität|Letzte Aktivität am|Fecha de la última acción|Data da última ação|Data dell'ultima azione|Datum laatste actie"));

    /// <summary>Microsoft Forms' columns about a response.</summary>
    public static Headings MicrosoftForms { get; } = new(
        ("ID", "Id"),
        ("Start time", "Heure de début|Startzeit|Hora de inicio|Ora di inizio|Begintijd|Hora de início"),
        ("Completion time", "Heure de fin|Fertigstellungszeit|Hora de finalización|Ora di completamento|Tijd van voltooien|Hora de conclusão"),
        ("Email", "Adresse de messagerie|E-Mail|Correo electrónico|Posta elettronica|E-mail|Indirizzo di posta elettronica"),
        ("Name", "Nom|Nombre|Nome|Naam"),
        ("Last modified time", "Heure de la dernière modification|Zeitpunkt der letzten Änderung|Hora de la última modificación|Ora ultima modifica|Tijd van laatste wijziging|Hora da última modificação"));

    /// <summary>Google Forms' one column about a response.</summary>
    public static Headings GoogleForms { get; } = new(
        ("Timestamp", "Horodateur|Zeitstempel|Marca temporal|Informazioni cronologiche|Tijdstempel|Carimbo de data/hora|Tidstämpel|Tidsstempel|Aikaleima|Sygnatura czasowa|Časové razítko|Zaman damgası|Отметка времени|Позначка часу|タイムスタンプ|타임스탬프|时间戳记|時間戳記"));

    /// <summary>The one name of a column; empty where it is none of the tool's own.</summary>
    public string NameOf(string header) => names.GetValueOrDefault(TextKey.Of(header), "");
}
