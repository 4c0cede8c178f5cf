namespace Symetrie.Analytics.Tallies;

/// <summary>What one voice of one team said in one period: a line a person, a column a dimension, and the figures that came already published.</summary>
/// <remarks>A person counts once in a cell: several responses of one person in a period are averaged first, scores and items alike, so that the lines are
/// independent and n counts distinct respondents.</remarks>
public sealed class AnswerSheet
{
    private readonly long[] numbers;
    private readonly long[] persons;

    // Column after column in one piece: there are many thousands of sheets in a run.
    private readonly long[] scores;
    private readonly int[] items;
    private readonly bool[]? uneven;

    internal AnswerSheet(long[] numbers, long[] persons, long[] scores, IReadOnlyList<PublishedCell> published, long? invited, int[] items, bool[]? uneven)
    {
        (this.numbers, this.persons, this.scores, Published, Invited) = (numbers, persons, scores, published, invited);
        (this.items, this.uneven) = (items, uneven);
    }

    /// <summary>The sheet of nobody.</summary>
    public static AnswerSheet Blank { get; } = new([], [], [], [], null, [], null);

    /// <summary>How many distinct persons answered.</summary>
    public int PersonCount => persons.Length;

    /// <summary>The persons, ascending; each number stands for one person and is never used for another.</summary>
    public ReadOnlySpan<long> Persons => persons;

    /// <summary>The response number of each person: the lowest of that person's responses here.</summary>
    public ReadOnlySpan<long> Numbers => numbers;

    /// <summary>Figures that came published, one or more a dimension.</summary>
    public IReadOnlyList<PublishedCell> Published { get; }

    /// <summary>How many were invited; null where no roster was given.</summary>
    public long? Invited { get; }

    /// <summary>What holders of the team's posts (its managers) said in a questionnaire of their own; null where nobody did. It is part of no figure of the team (C17).</summary>
    public AnswerSheet? Posts { get; internal init; }

    /// <summary>What those who lead the holders of such posts said; null where nobody did. It is part of no figure of the team, nor of the posts (C17).</summary>
    public AnswerSheet? Leaders { get; internal init; }

    /// <summary>Everybody the sheet holds, holders of posts and leaders among them.</summary>
    public IEnumerable<long> Everybody => Posts is null && Leaders is null ? persons : persons.Concat(Posts?.Everybody ?? []).Concat(Leaders?.Everybody ?? []);

    /// <summary>How many dimension columns the sheet has.</summary>
    public int ColumnCount { get; internal init; }

    /// <summary>The scores of a dimension in the order of <see cref="Persons"/>, −1 where a person gave none; empty where nobody was asked.</summary>
    public ReadOnlySpan<long> Scores(int dimension) => dimension < ColumnCount ? scores.AsSpan(dimension * persons.Length, persons.Length) : [];

    /// <summary>How many item columns the sheet has.</summary>
    public int ItemCount { get; internal init; }

    /// <summary>The answers to an item in grains, in the order of <see cref="Persons"/>, <see cref="ItemGrain.Missing"/> where a person gave none; empty where nobody was asked.</summary>
    public ReadOnlySpan<int> Items(int item) => item < ItemCount ? items.AsSpan(item * persons.Length, persons.Length) : [];

    /// <summary>A person's answer to an item in grains; <see cref="ItemGrain.Missing"/> where there is none.</summary>
    public int Item(int item, int person) => item < ItemCount ? items[(item * persons.Length) + person] : ItemGrain.Missing;

    /// <summary>Whether a person answered several times and not the same items each time: then the scores are not the means of the items.</summary>
    public bool IsUneven(int person) => uneven is not null && uneven[person];

    /// <summary>The tally of a dimension: persons and published figures together.</summary>
    public Tally Tally(int dimension)
    {
        var answers = Tallies.Tally.Of(Scores(dimension));
        return Published.Count == 0 ? answers : Tallies.Tally.Merge(Published.Where(p => p.Dimension == dimension).Select(p => Tallies.Tally.OfPublished(p.N, p.Mean, p.Sd)).Prepend(answers));
    }

    /// <summary>The contributions to a dimension, in the order of response numbers.</summary>
    public IReadOnlyList<Contribution> Contributions(int dimension)
    {
        var column = Scores(dimension);
        var found = new List<Contribution>(column.Length);
        for (var i = 0; i < column.Length; i++)
            if (column[i] >= 0) found.Add(new Contribution(numbers[i], column[i]));
        found.Sort((a, b) => a.Number.CompareTo(b.Number));
        return found;
    }
}

/// <summary>A published figure of a sheet.</summary>
/// <param name="Dimension">The dimension's place among the voice's dimensions.</param>
/// <param name="N">How many answers it rests on.</param>
/// <param name="Mean">The mean in units.</param>
/// <param name="Sd">The standard deviation in units, or null.</param>
public readonly record struct PublishedCell(int Dimension, long N, long Mean, long? Sd);
