using System.Runtime.InteropServices;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Tallies;

/// <summary>Collects the responses of one voice, team and period, in any order, into a sheet.</summary>
/// <param name="columns">How many dimensions the voice has.</param>
public sealed class SheetBuilder(int columns)
{
    private readonly List<long> persons = [];
    private readonly List<long> numbers = [];

    // The scores of one response after the other: an array a response would be half of a run's garbage.
    private readonly List<long> scores = [];
    private readonly List<PublishedCell> published = [];
    private long? invited;
    private SheetBuilder? posts;

    /// <summary>Collects what holders of the team's posts said.</summary>
    public SheetBuilder Posts => posts ??= new SheetBuilder(columns);

    /// <summary>Adds a response.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="person">Its person.</param>
    /// <param name="placed">Its scores, placed among the voice's dimensions; −1 where there is none.</param>
    public void Add(long number, long person, ReadOnlySpan<long> placed)
    {
        persons.Add(person);
        numbers.Add(number);
        scores.AddRange(placed);
    }

    /// <summary>Adds a published figure.</summary>
    public void Add(PublishedCell cell) => published.Add(cell);

    /// <summary>Adds a roster count.</summary>
    public void Invite(long count) => invited = (invited ?? 0) + count;

    /// <summary>The sheet of all that was added; the builder is empty afterwards.</summary>
    public AnswerSheet Build()
    {
        var (sorted, order) = (persons.ToArray(), new int[persons.Count]);
        for (var i = 0; i < order.Length; i++) order[i] = i;
        Array.Sort(sorted, order);
        var starts = new List<int>(order.Length + 1);
        for (var i = 0; i < sorted.Length; i++)
            if (i == 0 || sorted[i] != sorted[i - 1]) starts.Add(i);
        var count = starts.Count;
        starts.Add(order.Length);
        var (people, firsts, cells) = (new long[count], new long[count], new long[columns][]);
        for (var c = 0; c < columns; c++) cells[c] = new long[count];
        for (var row = 0; row < count; row++)
        {
            var same = order.AsSpan(starts[row]..starts[row + 1]);
            (people[row], firsts[row]) = (sorted[starts[row]], numbers[same[0]]);
            foreach (var i in same) firsts[row] = Math.Min(firsts[row], numbers[i]);
            for (var c = 0; c < columns; c++) cells[c][row] = same.Length == 1 ? scores[(same[0] * columns) + c] : Mean(same, c);
        }

        published.Sort((a, b) => (a.Dimension, a.Mean, a.N, a.Sd ?? -1).CompareTo((b.Dimension, b.Mean, b.N, b.Sd ?? -1)));
        var sheet = new AnswerSheet(firsts, people, cells, [.. published], invited) { Posts = posts?.Build() };
        Clear();
        return sheet;
    }

    private void Clear()
    {
        foreach (var list in new[] { persons, numbers, scores })
        {
            list.Clear();
            list.Capacity = 0;
        }

        published.Clear();
        (invited, posts) = (null, null);
    }

    private long Mean(ReadOnlySpan<int> same, int column)
    {
        var all = CollectionsMarshal.AsSpan(scores);
        var (sum, answered) = ((Int128)0, 0);
        foreach (var i in same)
        {
            if (all[(i * columns) + column] < 0) continue;
            sum += all[(i * columns) + column];
            answered++;
        }

        return answered == 0 ? -1 : ScorePoints.RoundedQuotient(sum, answered);
    }
}
