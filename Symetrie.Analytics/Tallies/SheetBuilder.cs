using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Tallies;

/// <summary>Collects the responses of one voice, team and period, in any order, into a sheet.</summary>
/// <param name="columns">How many dimensions the voice has.</param>
/// <param name="items">How many items the voice has.</param>
public sealed class SheetBuilder(int columns, int items = 0)
{
    // One response after the other, in arrays that are kept for the next sheet: they would be half of a run's garbage.
    private readonly List<PublishedCell> published = [];
    private long[] persons = [];
    private long[] numbers = [];
    private long[] scores = [];
    private int[] answers = [];
    private long[] sorted = [];
    private int[] order = [];
    private int count;
    private long? invited;
    private SheetBuilder? posts;
    private SheetBuilder? leaders;

    /// <summary>Collects what holders of the team's posts said.</summary>
    public SheetBuilder Posts => posts ??= new SheetBuilder(columns);

    /// <summary>Collects what those who lead the holders of such posts said.</summary>
    public SheetBuilder Leaders => leaders ??= new SheetBuilder(columns);

    /// <summary>Adds a response.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="person">Its person.</param>
    /// <param name="placed">Its scores, placed among the voice's dimensions; −1 where there is none.</param>
    /// <param name="answered">Its answers in grains, placed among the voice's items, <see cref="ItemGrain.Missing"/> where there is none; empty for none at all.</param>
    public void Add(long number, long person, ReadOnlySpan<long> placed, ReadOnlySpan<int> answered = default)
    {
        if (answered.Length != 0 && answered.Length != items) throw new ArgumentException($"{answered.Length} answers for {items} items", nameof(answered));
        if (placed.Length != columns) throw new ArgumentException($"{placed.Length} scores for {columns} dimensions", nameof(placed));
        if (count == persons.Length) Grow(Math.Max(32, 2 * count));
        (persons[count], numbers[count]) = (person, number);
        placed.CopyTo(scores.AsSpan(count * columns));
        var mine = answers.AsSpan(count * items, items);
        if (answered.Length > 0) answered.CopyTo(mine);
        else mine.Fill(ItemGrain.Missing);
        count++;
    }

    /// <summary>Adds a published figure.</summary>
    public void Add(PublishedCell cell) => published.Add(cell);

    /// <summary>Adds a roster count.</summary>
    public void Invite(long more) => invited = (invited ?? 0) + more;

    /// <summary>The sheet of all that was added; the builder is empty afterwards.</summary>
    public AnswerSheet Build()
    {
        var rows = Sort();
        var (people, firsts, cells, grains) = (new long[rows], new long[rows], new long[rows * columns], new int[rows * items]);
        bool[]? uneven = null;
        for (int row = 0, start = 0; row < rows; row++)
        {
            var end = start + 1;
            while (end < count && sorted[end] == sorted[start]) end++;
            var same = order.AsSpan(start..end);
            (people[row], firsts[row]) = (sorted[start], numbers[same[0]]);
            if (same.Length == 1) Place(same[0], row, rows, cells, grains);
            else
            {
                foreach (var i in same) firsts[row] = Math.Min(firsts[row], numbers[i]);
                for (var c = 0; c < columns; c++) cells[(c * rows) + row] = Mean(same, c);
                for (var c = 0; c < items; c++) grains[(c * rows) + row] = MeanAnswer(same, c);
                if (IsUneven(same)) (uneven ??= new bool[rows])[row] = true;
            }

            start = end;
        }

        published.Sort((a, b) => (a.Dimension, a.Mean, a.N, a.Sd ?? -1).CompareTo((b.Dimension, b.Mean, b.N, b.Sd ?? -1)));
        var sheet = new AnswerSheet(firsts, people, cells, published.Count == 0 ? [] : [.. published], invited, grains, uneven) { ColumnCount = columns, ItemCount = items, Posts = posts?.Build(), Leaders = leaders?.Build() };
        published.Clear();
        (count, invited, posts, leaders) = (0, null, null, null);
        return sheet;
    }

    // Puts the responses in the order of persons; how many distinct persons there are.
    private int Sort()
    {
        if (sorted.Length < count) (sorted, order) = (new long[persons.Length], new int[persons.Length]);
        for (var i = 0; i < count; i++) (sorted[i], order[i]) = (persons[i], i);
        Array.Sort(sorted, order, 0, count);
        var rows = 0;
        for (var i = 0; i < count; i++)
            if (i == 0 || sorted[i] != sorted[i - 1]) rows++;
        return rows;
    }

    private void Place(int response, int row, int rows, long[] cells, int[] grains)
    {
        for (var c = 0; c < columns; c++) cells[(c * rows) + row] = scores[(response * columns) + c];
        for (var c = 0; c < items; c++) grains[(c * rows) + row] = answers[(response * items) + c];
    }

    private void Grow(int size)
    {
        Array.Resize(ref persons, size);
        Array.Resize(ref numbers, size);
        Array.Resize(ref scores, size * columns);
        Array.Resize(ref answers, size * items);
    }

    private long Mean(ReadOnlySpan<int> same, int column)
    {
        var (sum, answered) = ((Int128)0, 0);
        foreach (var i in same)
        {
            if (scores[(i * columns) + column] < 0) continue;
            sum += scores[(i * columns) + column];
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
