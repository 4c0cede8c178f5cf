using System.Globalization;
using System.Text;
using Symetrie.Analytics.Disclosure;
using Symetrie.Analytics.Measures;
using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tallies;

namespace Symetrie.Analytics.Tests.Disclosure;

/// <summary>One person's answer to the one dimension.</summary>
internal readonly record struct Answer(long Number, string Team, long Score, Voice Voice = Voice.Employee)
{
    /// <summary>Whether a holder of one of the team's posts gave it, on a questionnaire of their own.</summary>
    public bool OfPost { get; init; }

    public Answer(long number, string team, double points)
        : this(number, team, (long)(points * ScorePoints.UnitsPerPoint))
    {
    }
}

/// <summary>An organisation with its answers in one period: 3–6 departments of 2–6 teams, a median of 6–7 respondents a team.</summary>
internal sealed class Organisation
{
    public static readonly DateOnly Closed = new(2026, 4, 1);
    public static readonly Period Quarter = new("2026-Q1", new DateOnly(2026, 1, 1), Closed, new DateOnly(2026, 1, 1), Closed);
    private static readonly Dimension Respect = new("respect", new LocalText("Respect", "Respect"));

    public List<Team> Teams { get; init; } = [];

    public List<Answer> Answers { get; init; } = [];

    public Dictionary<(string Team, Voice Voice), long> Invited { get; init; } = [];

    public int Stored { get; init; } = 1;

    public Period Period { get; init; } = Quarter;

    /// <summary>An organisation drawn by a seed; sizes are log-normal.</summary>
    public static Organisation Random(int seed, int attributes = 0, bool distinctScores = false)
    {
        var random = new Random(seed);
        var made = new Organisation();
        made.Add("org", null);
        var number = 0L;
        for (var d = random.Next(3, 7); d > 0; d--)
        {
            made.Add($"d{d}", "org");
            for (var t = random.Next(2, 7); t > 0; t--)
            {
                var key = $"d{d}t{t}";
                var values = new[] { ("region", "NESW"[random.Next(4)].ToString()), ("kind", "ab"[random.Next(2)].ToString()) };
                made.Add(key, $"d{d}", [.. values.Take(attributes)]);
                var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
                for (var n = (int)Math.Round(6.5 * Math.Exp(0.55 * normal)); n > 0; n--)
                    made.Answers.Add(new Answer(++number, key, distinctScores ? random.NextInt64(20, 100) * 10_000_000_000 + random.NextInt64(9_999_999_999) : random.Next(5) * 25L * ScorePoints.UnitsPerPoint));
            }
        }

        return made;
    }

    /// <summary>A tree written as <c>org(a:6 b(c:3 d:4))</c>: numbers are answers, drawn by a seed.</summary>
    public static Organisation Of(string tree, int seed = 1)
    {
        var (made, random, path, number, i) = (new Organisation(), new Random(seed), new Stack<string?>([null]), 0L, 0);
        while (i < tree.Length)
        {
            if (tree[i] is ' ' or '(' or ')')
            {
                if (tree[i] == '(') path.Push(made.Teams[^1].Key);
                if (tree[i] == ')') path.Pop();
                i++;
                continue;
            }

            var end = tree.IndexOfAny([' ', '(', ')'], i) is >= 0 and var stop ? stop : tree.Length;
            var parts = tree[i..end].Split(':');
            made.Add(parts[0], path.Peek());
            for (var n = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0; n > 0; n--) made.Answers.Add(new Answer(++number, parts[0], random.Next(1, 5) * 25.0));
            i = end;
        }

        return made;
    }

    public void Add(string key, string? parent, params (string Name, string Value)[] attributes) => Teams.Add(new Team(
        key, key.ToUpperInvariant(), parent, attributes.ToDictionary(a => a.Name, a => (IReadOnlyList<DatedValue>)[new DatedValue(new DateOnly(2025, 1, 1), a.Value)], StringComparer.Ordinal)));

    public Organisation With(IEnumerable<Answer> answers) => new() { Teams = Teams, Answers = [.. answers], Invited = Invited, Stored = Stored, Period = Period };

    /// <summary>The same answers in another tree, written like <see cref="Of"/> without numbers.</summary>
    public Organisation Reorganised(string tree, Func<Answer, string> team) => new() { Teams = Of(tree).Teams, Answers = [.. Answers.Select(a => a with { Team = team(a) })] };

    /// <summary>With answers of 3 to 5 on the scale added to a team.</summary>
    public Organisation Plus(string team, params long[] numbers) => With(Answers.Concat(numbers.Select(n => new Answer(n, team, 50.0 + (25 * (n % 3))))));

    public Organisation Minus(params long[] numbers) => With(Answers.Where(a => !numbers.Contains(a.Number)));

    public long[] NumbersOf(string team) => [.. Answers.Where(a => a.Team == team).Select(a => a.Number)];

    public Analysis Analyse(ReleaseLedger? ledger = null, DateOnly? today = null, AnalysisSettings? settings = null) =>
        Analysis.Of(Undisclosed(), settings ?? new AnalysisSettings { Threads = 1 }, ledger ?? ReleaseLedger.Empty, today ?? Closed);

    public Undisclosed Undisclosed()
    {
        var tree = TeamTree.Of(Teams);
        var builders = new Dictionary<SheetName, SheetBuilder>();
        SheetBuilder Sheet(Voice voice, string team)
        {
            var name = new SheetName(voice, tree.PlaceOf(team), 0);
            return builders.TryGetValue(name, out var known) ? known : builders[name] = new SheetBuilder(1);
        }

        foreach (var answer in Answers) (answer.OfPost ? Sheet(answer.Voice, answer.Team).Posts : Sheet(answer.Voice, answer.Team)).Add(answer.Number, answer.Number, [answer.Score]);
        foreach (var (place, count) in Invited) Sheet(place.Voice, place.Team).Invite(count);
        return new Undisclosed
        {
            Tree = tree,
            Periods = [Period],
            EmployeeDimensions = [Respect],
            CustomerDimensions = [Respect],
            Sheets = builders.ToDictionary(b => b.Key, b => b.Value.Build()),
            Minimums = new Dictionary<(Voice, string), int> { [(Voice.Employee, Period.Key)] = Stored },
        };
    }

    /// <summary>The leaf teams that a published row is about, as the reader knows them.</summary>
    public HashSet<string> TeamsOf(string row, IReadOnlySet<string> published)
    {
        if (row.StartsWith("attribute:", StringComparison.Ordinal))
        {
            var parts = row["attribute:".Length..].Split('=');
            return [.. Teams.Where(t => t.Attributes.TryGetValue(parts[0], out var values) && values[0].Value == parts[1]).Select(t => t.Key)];
        }

        if (!row.StartsWith("rest-of:", StringComparison.Ordinal)) return Below(row);
        var rest = Below(row["rest-of:".Length..]);
        foreach (var team in Below(row["rest-of:".Length..]).Where(t => t != row["rest-of:".Length..] && published.Contains(t)).ToList()) rest.ExceptWith(Below(team));
        return rest;
    }

    public HashSet<string> Below(string key)
    {
        var found = new HashSet<string>(StringComparer.Ordinal) { key };
        foreach (var child in Teams.Where(t => t.Parent == key)) found.UnionWith(Below(child.Key));
        return found;
    }

    public HashSet<long> AnswersOf(IReadOnlySet<string> teams) => [.. Answers.Where(a => a.Voice == Voice.Employee && !a.OfPost && teams.Contains(a.Team)).Select(a => a.Number)];

    /// <summary>The score rows that have figures.</summary>
    public static List<ScoreRow> Scores(Analysis analysis) =>
        [.. Enumerable.Range(0, analysis.Panel.Periods.Count).SelectMany(p => ScoreRow.Rows(analysis.Panel, new AnalysisSettings { Threads = 1 }, p)).Where(r => r.Status == RowStatus.Ok)];

    /// <summary>Every byte of every row of every measure, and the snapshot's id.</summary>
    public static string Everything(Analysis analysis)
    {
        var text = new StringBuilder(analysis.SnapshotId).Append('\n');
        foreach (var block in analysis.Rows())
            foreach (var row in block.Rows!)
            {
                text.Append(block.Measure.Name);
                foreach (var column in block.Measure.Columns)
                    text.Append('\t').Append(column.Text(row) ?? column.Real(row)?.ToString("R", CultureInfo.InvariantCulture) ?? column.Integer(row)?.ToString(CultureInfo.InvariantCulture));
                text.Append('\n');
            }

        return text.ToString();
    }
}
