using System.Data.Common;
using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tallies;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Recompute;

/// <summary>Builds sheets from stored responses, unit by unit, reading each response once.</summary>
internal sealed class SheetReader(Store store, Questionnaires questionnaires)
{
    // Below this a second connection costs more than it gives.
    private const int FewTallies = 64;

    /// <summary>Builds the sheets that a plan wants, half of them on a second connection where that sees the same state.</summary>
    public Dictionary<TallyPlace, AnswerSheet> ReadTogether(DbConnection connection, KeyValuePair<TallyPlace, TallyPlan.Wanted>[] wanted, int threads, Action? done = null)
    {
        if (threads < 2 || wanted.Length < FewTallies) return Read(connection, wanted, done);
        Array.Sort(wanted, (a, b) => string.CompareOrdinal(a.Key.Team, b.Key.Team));
        var state = store.Tallies.State(connection);
        var half = wanted.Length / 2;
        var other = Task.Run(() => store.Engine.Read(second => store.Tallies.State(second) == state ? Read(second, wanted[half..], done) : null));
        var sheets = Read(connection, wanted[..half], done);
        foreach (var (place, sheet) in other.GetAwaiter().GetResult() ?? Read(connection, wanted[half..], done)) sheets.Add(place, sheet);
        return sheets;
    }

    /// <summary>Builds the sheets that a plan wants.</summary>
    public Dictionary<TallyPlace, AnswerSheet> Read(DbConnection connection, KeyValuePair<TallyPlace, TallyPlan.Wanted>[] wanted, Action? done)
    {
        var byUnit = wanted.SelectMany(w => w.Value.Parts.Select(p => (p.Slice.Unit, w.Key, p.From, p.To))).Distinct().ToLookup(u => u.Unit);
        var unread = byUnit.SelectMany(u => u).CountBy(u => u.Key).ToDictionary();
        var builders = new Builders(questionnaires);
        var sheets = new Dictionary<TallyPlace, AnswerSheet>(wanted.Length);
        var units = byUnit.OrderBy(g => g.Key).Select(g => (Unit: g, Runs: RunsOf(g))).ToArray();
        using var answers = new AnswerRun(store, connection, [.. units.SelectMany(u => u.Runs)]);
        var span = 0;
        foreach (var (unit, runs) in units)
        {
            var windows = unit.OrderBy(u => u.From).Select(u => (u.From, u.To, Builder: builders.Of(u.Key))).ToArray();
            foreach (var run in runs) ReadRun(answers, span++, Array.FindIndex(windows, w => w.From == run.From), windows);
            foreach (var (_, place, _, _) in unit)
                if (--unread[place] == 0) sheets[place] = builders.Build(place);
            done?.Invoke();
        }

        return sheets;
    }

    // Windows that follow one another are read in one go.
    private static UnitDays[] RunsOf(IGrouping<long, (long Unit, TallyPlace Key, DateOnly From, DateOnly To)> unit)
    {
        var runs = new List<UnitDays>();
        foreach (var (_, _, from, to) in unit.OrderBy(u => u.From))
        {
            if (runs.Count > 0 && runs[^1].To == from) runs[^1] = runs[^1] with { To = to };
            else runs.Add(new UnitDays(unit.Key, from, to));
        }

        return [.. runs];
    }

    // Windows of one voice never overlap, nor do the days on which a unit is a team's. Answers come nearly by day: the window of the last one is most often that of the next.
    private void ReadRun(AnswerRun answers, int span, int first, (DateOnly From, DateOnly To, SheetBuilder Builder)[] windows)
    {
        var at = first;
        answers.Read(span, answer =>
        {
            while (answer.Day >= windows[at].To) at++;
            while (answer.Day < windows[at].From) at--;
            questionnaires.Add(windows[at].Builder, answer);
        });
    }

    // A sheet is built as soon as its last unit is read, and its builder serves for the next one.
    private sealed class Builders(Questionnaires questionnaires)
    {
        private readonly Dictionary<TallyPlace, SheetBuilder> open = [];
        private readonly Stack<SheetBuilder>[] free = [.. Voices.Both.Select(_ => new Stack<SheetBuilder>())];

        public SheetBuilder Of(TallyPlace place)
        {
            if (open.TryGetValue(place, out var known)) return known;
            var voice = (int)place.Voice;
            return open[place] = free[voice].TryPop(out var used) ? used : new SheetBuilder(questionnaires.Dimensions[voice].Count, questionnaires.Items[voice].Count);
        }

        public AnswerSheet Build(TallyPlace place)
        {
            open.Remove(place, out var builder);
            free[(int)place.Voice].Push(builder!);
            return builder!.Build();
        }
    }
}
