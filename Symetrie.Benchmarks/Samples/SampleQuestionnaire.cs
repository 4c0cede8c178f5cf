namespace Symetrie.Benchmarks.Samples;

/// <summary>An item of the questionnaire that both voices answer.</summary>
/// <param name="Key">The column of the employees' export.</param>
/// <param name="French">The column of the customers' export.</param>
/// <param name="Dimension">The place of its dimension.</param>
/// <param name="Min">The lowest point.</param>
/// <param name="Max">The highest point.</param>
/// <param name="Reversed">Whether a high answer is the unfavourable one.</param>
public sealed record SampleItem(string Key, string French, int Dimension, int Min, int Max, bool Reversed = false);

/// <summary>The questionnaire, and how one person answers it.</summary>
public static class SampleQuestionnaire
{
    private const double MissingShare = 0.03;
    private const double PersonShare = 0.6;

    /// <summary>The place of the item that the employees' export writes as labels.</summary>
    public const int LabelledItem = 11;

    /// <summary>The items in order.</summary>
    public static IReadOnlyList<SampleItem> Items { get; } =
    [
        new("information_1", "Information 1", 0, 1, 5), new("information_2", "Information 2", 0, 1, 5),
        new("respect_1", "Respect 1", 1, 1, 5), new("respect_2_reversed", "Respect 2 (inversé)", 1, 1, 5, Reversed: true),
        new("equity", "Équité", 2, 1, 5), new("belonging", "Appartenance", 3, 1, 5), new("initiative", "Initiative", 4, 1, 5),
        new("recognition", "Reconnaissance", 5, 1, 5), new("communication", "Communication", 6, 1, 5), new("empowerment", "Autonomie", 7, 1, 5),
        new("participation", "Participation", 8, 1, 5), new("overall", "Satisfaction", 9, 1, 5), new("recommendation", "Recommandation", 10, 0, 10),
    ];

    /// <summary>Answers of one person; −1 where there is none.</summary>
    /// <remarks>x = m + room · (0.6 w + 0.4 v), room = min(m − min, max − m), w the person's and v the item's uniform draw on [−1, 1); the answer is ⌊x + u⌋ with u
    /// uniform on [0, 1). x never leaves the scale and the rounding is fair, so the expected answer is m exactly: nothing is clipped.</remarks>
    public static int[] Answer(SampleRandom random, ReadOnlySpan<double> expected)
    {
        var person = random.Symmetric();
        var answers = new int[Items.Count];
        for (var i = 0; i < answers.Length; i++)
        {
            var favourable = Draw(random, expected[Items[i].Dimension], person, Items[i].Min, Items[i].Max);
            var answer = Items[i].Reversed ? Items[i].Min + Items[i].Max - favourable : favourable;
            answers[i] = random.Happens(MissingShare) ? -1 : answer;
        }

        return answers;
    }

    /// <summary>One answer of a scale whose expected score is given.</summary>
    public static int Draw(SampleRandom random, double score, double person, int min, int max)
    {
        var mean = min + ((max - min) * score / 100);
        var room = Math.Min(mean - min, max - mean);
        var x = mean + (room * ((PersonShare * person) + ((1 - PersonShare) * random.Symmetric())));
        return (int)Math.Floor(x + random.Uniform());
    }
}
