using NUnit.Framework;
using Shouldly;
using Symetrie.Api.Exports;
using Symetrie.Api.Exports.Profiles;
using Symetrie.Api.Imports.Proposals;

namespace Symetrie.Analytics.Tests.Imports.Proposals;

/// <summary>Scales from labels that a file gives its codes, and from the codes of LimeSurvey.</summary>
internal sealed class CodeLabelsTests
{
    [TestCase("1 Strongly disagree|2 Disagree|3 Neutral|4 Agree|5 Strongly agree", "1 2 3 4 5", 1, 5, 0.95)]
    [TestCase("1 Pas du tout d'accord|2 Plutôt pas d'accord|3 Ni oui ni non|4 Plutôt d'accord|5 Tout à fait d'accord|8 Ne sait pas|9 Sans réponse", "1 2 4 5 8 9", 1, 5, 0.8)]
    [TestCase("1 Very dissatisfied|7 Very satisfied", "2 3 4 6", 1, 7, 0.95)]
    [TestCase("0 Not at all likely|10 Extremely likely|99 No answer", "0 7 8 9 10", 0, 10, 0.95)]
    [TestCase("0 Certainement pas|10 Absolument|99 Sans réponse", "3 5 8 99", 0, 10, 0.75)]
    [TestCase("4 Agree|5 Strongly agree", "2 4 5", 1, 5, 0.8)]
    public void TheLabelsTellTheScale(string labels, string answers, int least, int most, double sure)
    {
        var scale = CodeLabels.Of(Column(labels, answers))!;
        (scale.Min, scale.Max, scale.Falls).ShouldBe((least, most, false));
        scale.Confidence.ShouldBeLessThanOrEqualTo(sure);
        scale.Labels.Values.ShouldAllBe(p => p >= least && p <= most);
    }

    [Test]
    public void CodesThatRunDownwardsAreReverseKeyed()
    {
        var scale = CodeLabels.Of(Column("1 Strongly agree|2 Agree|3 Disagree|4 Strongly disagree", "1 2 3"))!;
        (scale.Min, scale.Max, scale.Falls).ShouldBe((1m, 4m, true));
    }

    [TestCase("1 Male|2 Female", "1 2")]
    [TestCase("1 Nord|2 Sud|3 Est|4 Ouest", "1 2 3 4")]
    [TestCase("0 No|1 Yes", "0 1")]
    [TestCase("1 Agree|2 Strongly agree|3 Disagree|4 Strongly disagree", "1 2 3 4")]
    [TestCase("1 Lyon|9 Paris", "1 9")]
    public void LabelsThatAreNoPointsGiveNone(string labels, string answers) => CodeLabels.Of(Column(labels, answers)).ShouldBeNull();

    [TestCase("A1 A2 A3 A4 A5", 12, 5, "A5")]
    [TestCase("AO01 AO02 AO05", 40, 5, "AO05")]
    public void LimeSurveysAnswerCodesAreAScaleWhoseEndsAreOpen(string answers, int each, int most, string last)
    {
        var columns = new[] { "climate[respect]", "climate[info]" }.Select((h, i) => Column(null, answers, h, i, each)).ToArray();
        var scales = AnswerCodes.Of(columns);
        scales.Count.ShouldBe(2);
        foreach (var scale in scales.Values)
        {
            (scale.Min, scale.Max, scale.HasOpenEnds).ShouldBe((1m, most, true));
            scale.Labels[last].ShouldBe(most);
            scale.Confidence.ShouldBeLessThanOrEqualTo(0.6);
        }
    }

    [TestCase("A1 B2 A3"), TestCase("A1 Yes A2"), TestCase("A0 A1 A2"), TestCase("S01 S02 S03")]
    public void OtherCodesAreNoScale(string answers) => AnswerCodes.Of([Column(null, answers, "site", 0, 30)]).ShouldBeEmpty();

    private static ColumnFacts Column(string? labels, string answers, string header = "q1", int place = 0, int each = 5)
    {
        var values = answers.Split(' ');
        int[] codes = [.. Enumerable.Range(0, values.Length * each).Select(i => i % values.Length)];
        return new ColumnFacts(new ColumnProfile(new ExportColumn(header, ""), header, values, [.. values.Select(_ => each)], codes)
        {
            ValueLabels = labels?.Split('|').Select(l => l.Split(' ', 2)).ToDictionary(l => l[0], l => l[1], StringComparer.Ordinal),
        }, place);
    }
}
