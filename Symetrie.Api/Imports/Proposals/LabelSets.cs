using Symetrie.Analytics.Surveys;

namespace Symetrie.Api.Imports.Proposals;

/// <summary>A set of labels that questionnaires use for the points of a scale, from the least to the most; each point may be written in several ways and languages.</summary>
/// <param name="Family">What the labels say: agreement, satisfaction, frequency, …</param>
/// <param name="Points">The points, each with its spellings.</param>
internal sealed record LabelSet(string Family, IReadOnlyList<IReadOnlyList<string>> Points)
{
    private readonly Dictionary<string, int> places = Points.SelectMany((p, i) => p.Select(text => (Key: TextKey.Of(text), Point: i + 1))).DistinctBy(p => p.Key).ToDictionary(p => p.Key, p => p.Point, StringComparer.Ordinal);

    /// <summary>The point that a label stands for, from 1; 0 where it stands for none.</summary>
    public int PointOf(string label) => places.GetValueOrDefault(TextKey.Of(label));
}

/// <summary>The label sets that are known, in the order in which they are tried: of sets that fit equally well the first is the usual one.</summary>
internal static class LabelSets
{
    private const string Neutral = "neutral|neither|undecided|neutre|sans avis|indécis";
    private const string AgreeNot = "strongly disagree|totally disagree|completely disagree|fully disagree|disagree strongly|definitely disagree|strong dis|strongdis|pas du tout d'accord|pas d'accord du tout|tout à fait en désaccord|fortement en désaccord|totalement en désaccord|absolument pas d'accord";
    private const string AgreeYes = "strongly agree|totally agree|completely agree|fully agree|agree strongly|definitely agree|strong agr|strongagr|tout à fait d'accord|totalement d'accord|fortement d'accord|entièrement d'accord|absolument d'accord";
    private const string AgreeMiddle = "neither agree nor disagree|neither disagree nor agree|ni d'accord ni pas d'accord|ni d'accord ni en désaccord|ni en accord ni en désaccord|ni en désaccord ni d'accord|moyennement d'accord|" + Neutral;
    private const string AgreeLess = "somewhat disagree|slightly disagree|tend to disagree|rather disagree|mostly disagree|plutôt pas d'accord|plutôt en désaccord|un peu en désaccord|pas vraiment d'accord|pas tout à fait d'accord|peu d'accord";
    private const string AgreeMore = "somewhat agree|slightly agree|tend to agree|rather agree|mostly agree|plutôt d'accord|assez d'accord|un peu d'accord";
    private const string AgreeNo = "disagree|pas d'accord|en désaccord";
    private const string AgreeOk = "agree|d'accord|en accord";
    private const string PleasedNot = "very dissatisfied|extremely dissatisfied|completely dissatisfied|very unsatisfied|not at all satisfied|très insatisfait|très insatisfaite|pas du tout satisfait|pas du tout satisfaite|tout à fait insatisfait";
    private const string PleasedLess = "somewhat dissatisfied|rather dissatisfied|slightly dissatisfied|fairly dissatisfied|not very satisfied|plutôt insatisfait|plutôt insatisfaite|peu satisfait|peu satisfaite|plutôt pas satisfait|plutôt pas satisfaite|assez insatisfait|pas très satisfait";
    private const string PleasedNo = "dissatisfied|unsatisfied|not satisfied|insatisfait|insatisfaite|pas satisfait|mécontent";
    private const string PleasedMiddle = "neither satisfied nor dissatisfied|neither dissatisfied nor satisfied|ni satisfait ni insatisfait|ni satisfaite ni insatisfaite|moyennement satisfait|" + Neutral;
    private const string PleasedMore = "somewhat satisfied|rather satisfied|slightly satisfied|fairly satisfied|plutôt satisfait|plutôt satisfaite|assez satisfait|assez satisfaite";
    private const string PleasedOk = "satisfied|satisfait|satisfaite";
    private const string PleasedYes = "very satisfied|extremely satisfied|completely satisfied|très satisfait|très satisfaite|tout à fait satisfait|tout à fait satisfaite|extrêmement satisfait";
    private const string LikelyNot = "very unlikely|extremely unlikely|not at all likely|definitely not|très improbable|très peu probable|pas du tout probable|certainement pas|sûrement pas|non certainement pas";
    private const string LikelyNo = "unlikely|somewhat unlikely|rather unlikely|not very likely|probably not|improbable|plutôt improbable|peu probable|plutôt peu probable|probablement pas|non probablement pas";
    private const string LikelyMiddle = "neither likely nor unlikely|might or might not|maybe|ni probable ni improbable|peut-être|" + Neutral;
    private const string LikelyOk = "likely|somewhat likely|rather likely|fairly likely|probably|probable|plutôt probable|assez probable|probablement|oui probablement";
    private const string LikelyYes = "very likely|extremely likely|definitely|très probable|tout à fait probable|certainement|oui certainement|sûrement";
    private const string Never = "never|jamais|at no time";
    private const string Rarely = "rarely|seldom|almost never|hardly ever|once in a while|rarement|presque jamais";
    private const string Sometimes = "sometimes|occasionally|about half the time|from time to time|parfois|quelquefois|occasionnellement|de temps en temps|la moitié du temps";
    private const string Often = "often|frequently|usually|most of the time|regularly|almost always|souvent|fréquemment|régulièrement|la plupart du temps|le plus souvent";
    private const string Always = "always|very often|all the time|daily|every day|toujours|très souvent|tout le temps|quotidiennement|tous les jours";

    /// <summary>The sets.</summary>
    public static IReadOnlyList<LabelSet> All { get; } =
    [
        Of("agreement", AgreeNot, $"{AgreeNo}|{AgreeLess}", AgreeMiddle, $"{AgreeOk}|{AgreeMore}", AgreeYes),
        Of("agreement", AgreeNot, $"{AgreeNo}|{AgreeLess}", $"{AgreeOk}|{AgreeMore}", AgreeYes),
        Of("agreement", AgreeNot, AgreeNo, AgreeLess, AgreeMiddle, AgreeMore, AgreeOk, AgreeYes),
        Of("agreement", AgreeNot, AgreeNo, AgreeLess, AgreeMore, AgreeOk, AgreeYes),
        Of("satisfaction", PleasedNot, $"{PleasedNo}|{PleasedLess}", PleasedMiddle, $"{PleasedOk}|{PleasedMore}", PleasedYes),
        Of("satisfaction", PleasedNot, $"{PleasedNo}|{PleasedLess}", $"{PleasedOk}|{PleasedMore}", PleasedYes),
        Of("satisfaction", PleasedNot, PleasedNo, PleasedLess, PleasedMiddle, PleasedMore, PleasedOk, PleasedYes),
        Of("frequency", Never, Rarely, Sometimes, Often, Always),
        Of("frequency", Never, $"{Rarely}|{Sometimes}", Often, Always),
        Of("frequency", Never, "sometimes|parfois", "about half the time", "most of the time", "always|toujours"),
        Of("frequency", Never, "once a year or less|une fois par an ou moins", "once a month or less|une fois par mois ou moins", "a few times per month|a few times a month|quelques fois par mois", "a few times per week|a few times a week|quelques fois par semaine", "every day|daily|tous les jours"),
        Of("likelihood", LikelyNot, LikelyNo, LikelyMiddle, LikelyOk, LikelyYes),
        Of("likelihood", LikelyNot, LikelyNo, LikelyOk, LikelyYes),
        Of("quality", "very poor|very bad|terrible|très mauvais|très mauvaise|très mal", "poor|bad|mauvais|mauvaise|mal", "fair|average|acceptable|ok|okay|neither good nor bad|moyen|moyenne|passable|correct|correcte", "good|bon|bonne|bien", "very good|excellent|très bon|très bonne|très bien|excellente"),
        Of("quality", "poor|mauvais|mauvaise", "fair|moyen|moyenne|passable", "good|bon|bonne|bien", "very good|très bon|très bonne|très bien", "excellent|excellente"),
        Of("quality", "very poor|very bad|très mauvais|très mauvaise", "poor|bad|mauvais|mauvaise", "good|bon|bonne", "very good|excellent|très bon|très bonne"),
        Of("favour", "very unfavorably|very unfavourably|very unfavorable|very unfavourable|très défavorable", "somewhat unfavorably|somewhat unfavourably|unfavorable|unfavourable|plutôt défavorable|défavorable",
            "neither favorably nor unfavorably neutral|neither favorably nor unfavorably|neither favourably nor unfavourably|ni favorable ni défavorable|" + Neutral, "somewhat favorably|somewhat favourably|favorable|favourable|plutôt favorable", "very favorably|very favourably|very favorable|very favourable|très favorable"),
        Of("importance", "not at all important|not important at all|unimportant|pas du tout important|pas important", "slightly important|not very important|of little importance|peu important|plutôt pas important", "moderately important|somewhat important|moyennement important|" + Neutral, "important|quite important|rather important|plutôt important|assez important", "very important|extremely important|très important|extrêmement important"),
        Of("extent", "not at all|pas du tout|aucunement", "a little|slightly|to a small extent|un peu|peu|faiblement", "somewhat|moderately|to some extent|moyennement|modérément", "quite a bit|mostly|a lot|to a large extent|assez|plutôt|beaucoup", "very much|extremely|completely|to a very large extent|énormément|tout à fait|complètement|extrêmement"),
        Of("degree", "no not at all rude|no not rude at all|no not at all|non pas du tout", "yes somewhat rude|yes somewhat|yes a little|oui un peu|oui plutôt", "yes very rude|yes very much|yes very|oui beaucoup|oui tout à fait"),
    ];

    private static LabelSet Of(string family, params string[] points) => new(family, [.. points.Select(p => p.Split('|'))]);
}
