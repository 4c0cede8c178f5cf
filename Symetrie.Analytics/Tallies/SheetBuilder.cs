using System.Runtime.InteropServices;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Tallies;

/// <summary>Collects the responses of one voice, team and period, in any order, into a sheet.</summary>
/// <param name="columns">How many dimensions the voice has.</param>
/// <param name="items">How many items the voice has.</param>
public sealed class SheetBuilder(int columns, int items = 0)
{
    private readonly List<long> persons = [];
    private readonly List<long> numbers = [];

    // The scores of one response after the other: an array a response would be half of a run's garbage.
    private readonly List<long> scores = [];
    private readonly List<int> answers = [];
    private readonly List<PublishedCell> published = [];
    private long? invited;
    private SheetBuilder? posts;

    /// <summary>Collects what holders of the team's posts said.</summary>
    public SheetBuilder Posts => posts ??= new SheetBuilder(columns);

    /// <summary>Adds a response.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="person">Its person.</param>
    /// <param name="placed">Its scores, placed among the voice's dimensions; −1 where there is none.</param>
    /// <param name="answered">Its answers in grains, placed among the voice's items, <see cref="ItemGrain.Missing"/> where there is none; empty for none at all.</param>
    public void Add(long number, long person, ReadOnlySpan<long> placed, ReadOnlySpan<int> answered = default)
    {
        if (answered.Length != 0 && answered.Length != items) throw new ArgumentException($"{answered.Length} answers for {items} items", nameof(answered));
        persons.Add(person);
        numbers.Add(number);
        scores.AddRange(placed);
        if (answered.Length > 0) answers.AddRange(answered);
        else for (var i = 0; i < items; i++) answers.Add(ItemGrain.Missing);
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
        var (people, firsts, cells, grains) = (new long[count], new long[count], new long[columns][], new int[items][]);
        for (var c = 0; c < columns; c++) cells[c] = new long[count];
        for (var c = 0; c < items; c++) grains[c] = new int[count];
        bool[]? uneven = null;
        for (var row = 0; row < count; row++)
        {
            var same = order.AsSpan(starts[row]..starts[row + 1]);
            (people[row], firsts[row]) = (sorted[starts[row]], numbers[same[0]]);
            foreach (var i in same) firsts[row] = Math.Min(firsts[row], numbers[i]);
            for (var c = 0; c < columns; c++) cells[c][row] = same.Length == 1 ? scores[(same[0] * columns) + c] : Mean(same, c);
            for (var c = 0; c < items; c++) grains[c][row] = same.Length == 1 ? answers[(same[0] * items) + c] : MeanAnswer(same, c);
            if (same.Length > 1 && IsUneven(same)) (uneven ??= new bool[count])[row] = true;
        }

        published.Sort((a, b) => (a.Dimension, a.Mean, a.N, a.Sd ?? -1).CompareTo((b.Dimension, b.Mean, b.N, b.Sd ?? -1)));
        var sheet = new AnswerSheet(firsts, people, cells, [.. published], invited, grains, uneven) { Posts = posts?.Build() };
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

        answers.Clear();
        answers.Capacity = 0;
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

    private int MeanAnswer(ReadOnlySpan<int> same, int item)
    {
        var (sum, answered) = (0L, 0);
        foreach (var i in same)
        {
            if (answers[(i * items) + item] is not (>= 0 and var grains)) continue;
            sum += grains;
            answered++;
        }

        return answered == 0 ? ItemGrain.Missing : (int)ScorePoints.RoundedQuotient(sum, answered);
    }

    private bool IsUneven(ReadOnlySpan<int> same)
    {
        for (var c = 0; c < items; c++)
            foreach (var i in same)
                if (answers[(i * items) + c] < 0 != answers[(same[0] * items) + c] < 0) return true;
        return false;
    }
}
