using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tallies;

namespace Symetrie.Analytics.Disclosure;

/// <summary>One voice in one period: which of its cells may be seen, and what the ledger remembers of them.</summary>
internal sealed class PeriodRoom
{
    private const int PooledTeams = 10;
    private const int PooledAnswers = 100;
    private readonly Undisclosed source;
    private readonly Voice voice;
    private readonly Period period;
    private readonly AnalysisSettings settings;
    private readonly ReleaseLedger ledger;
    private readonly DateOnly today;
    private readonly TeamTree tree;
    private readonly AnswerSheet?[] sheets;
    private readonly Dictionary<long, int> home = [];
    private readonly IReadOnlyList<(string Name, IReadOnlyList<int> Places)> breakdowns;
    private readonly int minimum;
    private readonly Respondents respondents;

    // By dimension; null where nothing is open.
    private readonly OpenedColumn?[] opened;
    private readonly Lazy<ReleasedTally?[][]>?[] itemised;

    public PeriodRoom(Undisclosed source, Voice voice, int period, AnalysisSettings settings, ReleaseLedger ledger, DateOnly today, Respondents respondents = Respondents.Team)
    {
        (this.source, this.voice, this.settings, this.ledger, this.today, this.respondents) = (source, voice, settings, ledger, today, respondents);
        (tree, this.period) = (source.Tree, source.Periods[period]);
        (opened, itemised) = (new OpenedColumn?[source.Dimensions(voice).Count], new Lazy<ReleasedTally?[][]>?[source.Dimensions(voice).Count]);
        sheets = new AnswerSheet?[tree.Teams.Count];
        for (var t = 0; t < sheets.Length; t++) sheets[t] = source.Sheets.GetValueOrDefault(new SheetName(voice, t, period)) is { } sheet ? Of(sheet) : null;
        minimum = Math.Max(voice == Voice.Employee ? settings.EmployeeMinimum : settings.CustomerMinimum, source.Minimums.GetValueOrDefault((voice, this.period.Key), 1));
        FindRepeated();
        breakdowns = [.. tree.AttributeNames.SelectMany(name => Enumerable.Range(0, sheets.Length).Where(t => sheets[t] is not null)
            .GroupBy(t => tree.Teams[t].Attribute(name, this.period) ?? "", StringComparer.Ordinal)
            .Where(g => g.Key.Length > 0).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => ($"{name}={g.Key}", (IReadOnlyList<int>)[.. g])))];
    }

    /// <summary>Whether nothing of the period was ever released, and nobody answered in two teams.</summary>
    public bool IsFirst => home.Count == 0 && !ledger.Columns.Keys.Any(c => c.Voice == voice && string.Equals(c.Period, period.Key, StringComparison.Ordinal));

    /// <summary>What is released of a dimension. Several may be decided at once.</summary>
    public ReleasedColumn Column(int dimension)
    {
        var key = source.Dimensions(voice)[dimension].Key;
        var known = ledger.History(new ColumnName(voice, period.Key, key));
        var items = source.Items(voice).Index().Where(i => i.Item.Dimension == dimension).ToArray();
        int[] places = known is { ByItems: false } ? [] : [.. items.Select(i => i.Index)];
        var units = Units((sheet, repeated) => Answered.Of(sheet, dimension, places, repeated));
        string[] keys = [.. places.Select(i => source.Items(voice)[i].Key)];
        var (view, room, column) = Released(key, known, units, keys, breakdowns);
        if (view is null || room is null) return column;
        view.Detail(settings.DetailMinimum, freely: column.History!.Minimum <= 1);
        opened[dimension] = new OpenedColumn(key, dimension, column.History, view, room, units);
        var shown = new Lazy<ReleasedTally?[][]>(() => new ItemRoom(tree, column.History, view, keys.Length, column.History.Minimum).Show(keys, settings.DetailMinimum));
        itemised[dimension] = shown;
        return column with { Cells = view.Cells, Pooled = Pool(view.Cells), Groups = [.. view.Rests(), .. view.Attributes()], Items = shown };
    }

    /// <summary>Everything as the ledger has it: its dimensions, all leaf teams together, participation. For a room in which nothing has happened since it was settled.</summary>
    public ReleasedColumn[] Carried(PeriodRoom? posts, PeriodRoom? leaders)
    {
        ReleasedColumn[] dimensions = [.. Enumerable.Range(0, source.Dimensions(voice).Count).Select(d => CarriedColumn(d).With(posts?.CarriedPosts(d)).With(leaders?.CarriedPosts(d)))];
        var whole = new ReleasedColumn(new ColumnName(voice, period.Key, ReleasedColumn.Whole), tree.Teams.Count, null);
        var released = Array.Exists(dimensions, d => ledger.Columns.ContainsKey(d.Name));
        if (released) whole = whole with { Pool = new(() => ledger.History(whole.Name)?.Extra is { } figure ? WholePool.Nothing with { Figures = PoolFigure.Read(figure).Released() } : WholePool.Nothing) };
        return [.. dimensions, whole, CarriedParticipation()];
    }

    /// <summary>All leaf teams together, after every <see cref="Column"/>.</summary>
    public ReleasedColumn Whole()
    {
        var column = new ReleasedColumn(new ColumnName(voice, period.Key, ReleasedColumn.Whole), tree.Teams.Count, null) { Settles = true };
        return Array.TrueForAll(opened, c => c is null) ? column : column with { Pool = new(() => Together(column.Name)) };
    }

    private WholePool Together(ColumnName name)
    {
        // The pool follows what stands of the columns, their items among it.
        Parallel.ForEach(itemised, new ParallelOptions { MaxDegreeOfParallelism = settings.Threads }, shown => _ = shown?.Value);
        List<OpenedColumn> columns = [.. opened.OfType<OpenedColumn>()];
        var members = new ColumnName(voice, period.Key, ReleasedColumn.WholeMembers);
        var open = columns.TrueForAll(c => c.History.Minimum <= 1);
        var room = new PoolRoom(tree, sheets, columns, source.Items(voice), settings.DetailMinimum, open, home.Count == 0 ? null : (person, place) => home.TryGetValue(person, out var first) && first != place, today);
        var (figure, history) = room.Update(ledger.History(name)?.Extra, () => ledger.History(members));
        if (figure is null) return WholePool.Nothing;
        return new WholePool(PoolFigure.Read(figure).Released(), new ColumnHistory { Extra = figure }, history is null ? null : new ReleasedColumn(members, tree.Teams.Count, history));
    }

    /// <summary>What is released of what holders of posts said of a dimension: nodes at which at least k of them are pooled (C17).</summary>
    public ReleasedColumn Posts(int dimension)
    {
        var name = Prefix + source.Dimensions(voice)[dimension].Key;
        var held = Math.Max(minimum, ledger.History(new ColumnName(voice, period.Key, name))?.Minimum ?? 0);
        var (view, _, column) = Released(name, ledger.History(new ColumnName(voice, period.Key, name)), PostTree.Pool(tree, Units((sheet, repeated) => Answered.Of(sheet, dimension, [], repeated)), held), [], []);
        return view is null ? column : column with { Groups = [.. view.Posts(respondents)] };
    }

    /// <summary>Who answered, by team place.</summary>
    public ReleasedColumn Participation()
    {
        var units = Units(Answered.Present);
        var (view, _, column) = Released("", ledger.History(new ColumnName(voice, period.Key, "")), units, [], []);
        if (view is null) return column;
        var rosters = new RosterRoom(tree, sheets, [.. units.Select(u => u?.Head.N ?? 0)], column.History!).Show(view.Cells);
        return column with { Participation = [.. view.Cells.Select((cell, t) => cell is null ? null : new ReleasedParticipation(cell.N, rosters[t], cell.AsOf))] };
    }

    private string Prefix => respondents == Respondents.Leaders ? PostTree.LeaderPrefix : PostTree.Prefix;

    private AnswerSheet? Of(AnswerSheet sheet) => respondents switch
    {
        Respondents.Managers => sheet.Posts,
        Respondents.Leaders => sheet.Leaders,
        _ => sheet,
    };

    private ReleasedColumn CarriedColumn(int dimension)
    {
        var (view, known, column) = CarriedView(dimension);
        if (view is null || known is null) return column;
        return column with
        {
            Cells = view.Cells,
            Pooled = Pool(view.Cells),
            Groups = [.. view.Rests(), .. view.Attributes()],
            // Seldom asked for: then the column is read again, so that what its cells were made from need not be kept.
            Items = new(() => CarriedItems(dimension)),
        };
    }

    private (ColumnView? View, ColumnHistory? Known, ReleasedColumn Column) CarriedView(int dimension)
    {
        var standing = Standing(source.Dimensions(voice)[dimension].Key);
        standing.View?.Detail(settings.DetailMinimum, freely: standing.Known!.Minimum <= 1);
        return standing;
    }

    private ReleasedTally?[][] CarriedItems(int dimension)
    {
        var (view, known, _) = CarriedView(dimension);
        string[] keys = known!.ByItems ? [.. source.Items(voice).Where(i => i.Dimension == dimension).Select(i => i.Key)] : [];
        return new ItemRoom(tree, known, view!, keys.Length, known.Minimum).ShowStanding(keys, settings.DetailMinimum);
    }

    private ReleasedColumn CarriedPosts(int dimension)
    {
        var (view, _, column) = Standing(Prefix + source.Dimensions(voice)[dimension].Key);
        return view is null ? column : column with { Groups = [.. view.Posts(respondents)] };
    }

    private ReleasedColumn CarriedParticipation()
    {
        var (view, known, column) = Standing("");
        return view is null || known is null ? column : column with
        {
            Participation = [.. view.Cells.Select((cell, t) => cell is null ? null
                : new ReleasedParticipation(cell.N, known.Rosters.TryGetValue(tree.Teams[t].Key, out var roster) ? roster.Invited : null, cell.AsOf))],
        };
    }

    // What the ledger says is shown, is.
    private (ColumnView? View, ColumnHistory? Known, ReleasedColumn Column) Standing(string dimension)
    {
        var name = new ColumnName(voice, period.Key, dimension);
        var known = ledger.History(name);
        var column = new ReleasedColumn(name, tree.Teams.Count, null) { Minimum = Math.Max(minimum, known?.Minimum ?? 0) };
        return (known is null ? null : new ColumnView(tree, known, new Answered?[sheets.Length], new bool[sheets.Length], known.Minimum), known, column);
    }

    private (ColumnView? View, ColumnRoom? Room, ReleasedColumn Column) Released(
        string dimension, ColumnHistory? known, Answered?[] units, string[] items, IReadOnlyList<(string Name, IReadOnlyList<int> Places)> cells)
    {
        var name = new ColumnName(voice, period.Key, dimension);
        var nothing = new ReleasedColumn(name, tree.Teams.Count, null) { Minimum = Math.Max(minimum, known?.Minimum ?? 0) };
        if (known is null && Array.TrueForAll(units, u => u is null)) return (null, null, nothing with { Settles = true });
        if (known is null && voice == Voice.Employee && period.EmployeeTo > today)
            return (null, null, nothing with { Pending = ResidualRule.Choose(tree, [.. units.Select(u => u?.Head ?? default)], minimum).Count(c => c) });
        // A change of calendar leaves history as it was: what was released under a period that is no more is not released again under another (C11).
        if (known is null && IsReleasedElsewhere(dimension, units)) return (null, null, nothing);
        var history = known ?? new ColumnHistory();
        history.Minimum = Math.Max(history.Minimum, minimum);
        var room = new ColumnRoom(tree, units, items, cells, history, history.Minimum, voice == Voice.Employee, today);
        var chosen = history.Minimum <= 1 ? OpenColumn.Update(tree, units, items, history, today) : room.Update();
        if (known is null && history.Atoms.Count == 0 && history.Cells.Count == 0) return (null, null, nothing);
        return (new ColumnView(tree, history, units, chosen, history.Minimum), room, nothing with { History = history, Pending = room.Pending, Settles = room.Pending == 0 && !Array.Exists(units, u => u is { HasPublished: true }) });
    }

    private bool IsReleasedElsewhere(string dimension, Answered?[] units)
    {
        var periods = source.Periods.Select(p => p.Key).ToHashSet(StringComparer.Ordinal);
        var retired = ledger.Columns.Keys.Where(c => c.Voice == voice && string.Equals(c.Dimension, dimension, StringComparison.Ordinal) && !periods.Contains(c.Period)).ToList();
        if (retired.Count == 0) return false;
        var numbers = units.Where(u => u is not null).SelectMany(u => u!.Members.All).Select(m => m.Number).ToHashSet();
        return retired.Exists(name => ledger.History(name)!.Classes.Exists(c => Array.Exists(c.Members, m => numbers.Contains(m.Number))));
    }

    // The spread of released leaf teams as they were released, so that the pooled figure says nothing of a withheld one. The spreads of those
    // without detail enter together or not at all: what detailed ones leave of the sum is that of two teams and of the detail minimum, or of nobody.
    private PooledVariance? Pool(ReleasedTally?[] column)
    {
        var cells = tree.Leaves.Select(leaf => column[leaf]).OfType<ReleasedTally>().Where(c => c.Figure is { HasSpread: true, N: >= 2 }).ToList();
        var plain = cells.FindAll(c => !c.HasDetail);
        if (plain.Count < 2 || plain.Sum(c => c.N) < settings.DetailMinimum) cells.RemoveAll(c => !c.HasDetail);
        var n = cells.Sum(c => c.N);
        if (cells.Count < PooledTeams || n < PooledAnswers) return null;
        var freedom = n - cells.Count;
        return new PooledVariance(cells.Sum(c => c.Figure.CentredSquares) / freedom, freedom, cells.Count, n);
    }

    private Answered?[] Units(Func<AnswerSheet, Func<long, bool>?, Answered?> of)
    {
        var units = new Answered?[sheets.Length];
        for (var t = 0; t < units.Length; t++)
            if (sheets[t] is { } sheet)
            {
                var place = t;
                units[t] = of(sheet, home.Count == 0 ? null : person => home.TryGetValue(person, out var first) && first != place);
            }

        return units;
    }

    // A person who answered in several teams of a period is counted in the first (C1): a sum of such counts never exceeds the number of distinct persons.
    private void FindRepeated()
    {
        var seen = new Dictionary<long, int>(sheets.Sum(s => s?.PersonCount ?? 0));
        for (var t = 0; t < sheets.Length; t++)
        {
            if (sheets[t] is not { } sheet) continue;
            foreach (var person in sheet.Persons)
                if (!seen.TryAdd(person, t)) home[person] = seen[person];
        }
    }
}
