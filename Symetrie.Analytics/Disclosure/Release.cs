using System.Collections.Concurrent;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Disclosure;

/// <summary>Decides which tallies may be seen at all. Pure and deterministic; what is withheld depends on counts and structure only,
/// never on answers (C6).</summary>
public static class Release
{
    /// <summary>Releases what the rules and the ledger allow.</summary>
    /// <param name="source">Everything that was answered.</param>
    /// <param name="settings">The minimums.</param>
    /// <param name="ledger">What was released before.</param>
    /// <param name="today">The day of this run; new versions stand from it, and employee cells are first released when their window has closed.</param>
    /// <param name="atOnce">Whether items, pools and the ledger are decided voice by voice and period by period, so that the memory of one serves the next; else when they are asked for.</param>
    public static Released Of(Undisclosed source, AnalysisSettings settings, ReleaseLedger ledger, DateOnly today, bool atOnce = false)
    {
        var periods = source.Periods.Count;
        var rooms = new ReleasedRoom[Voices.Both.Count * periods];
        // What takes longest begins first, and everything is begun where somebody is free.
        var order = Enumerable.Range(0, rooms.Length).OrderBy(i => source.Settled.ContainsKey((Voices.Both[i / periods], i % periods)));
        Parallel.ForEach(Partitioner.Create(order, EnumerablePartitionerOptions.NoBuffering), new ParallelOptions { MaxDegreeOfParallelism = settings.Threads }, i =>
        {
            var (voice, period) = (Voices.Both[i / periods], i % periods);
            var room = new PeriodRoom(source, voice, period, settings, ledger, today);
            var posts = voice == Voice.Employee ? new PeriodRoom(source, voice, period, settings, ledger, today, Respondents.Managers) : null;
            var leaders = voice == Voice.Employee ? new PeriodRoom(source, voice, period, settings, ledger, today, Respondents.Leaders) : null;
            if (source.Settled.TryGetValue((voice, period), out var known))
            {
                rooms[i] = new ReleasedRoom(voice, period, room.Carried(posts, leaders), First: false) { CarriedFrom = SettledRoom.Read(known) };
                return;
            }

            var dimensions = new ReleasedColumn[source.Dimensions(voice).Count];
            // Where few rooms are decided, a room's columns are what there is to share.
            Parallel.For(0, dimensions.Length, new ParallelOptions { MaxDegreeOfParallelism = atOnce ? 1 : settings.Threads }, d => dimensions[d] = room.Column(d).With(posts?.Posts(d)).With(leaders?.Posts(d)));
            rooms[i] = new ReleasedRoom(voice, period, [.. dimensions, room.Whole(), room.Participation()], room.IsFirst && posts?.IsFirst != false && leaders?.IsFirst != false);
            // Where rooms are carried over, what this one shows is asked for in any case: while they are.
            if (atOnce) rooms[i].Write(ledger);
            else if (source.Settled.Count > 0) _ = rooms[i].Digest;
        });
        return Released.Of(source, settings, rooms, ledger);
    }

    /// <summary>The voices and periods in which nothing has happened since a release that left them settled: they are carried over from the ledger, and their sheets are not looked at.</summary>
    /// <param name="source">Everything but the sheets, of which their digests suffice.</param>
    /// <param name="settings">The minimums.</param>
    /// <param name="ledger">What was released before.</param>
    /// <param name="marks">What the last release left settled (<see cref="Released.Settled"/>).</param>
    public static IReadOnlyDictionary<(Voice Voice, int Period), string> Settled(
        Undisclosed source, AnalysisSettings settings, ReleaseLedger ledger, IReadOnlyDictionary<(Voice Voice, string Period), string> marks)
    {
        var (settled, rooms) = (new Dictionary<(Voice, int), string>(), Voices.Both.SelectMany(v => source.Periods.Select((_, p) => (Voice: v, Period: p))).ToArray());
        var found = new string?[rooms.Length];
        Parallel.For(0, rooms.Length, new ParallelOptions { MaxDegreeOfParallelism = settings.Threads }, i =>
        {
            if (marks.TryGetValue((rooms[i].Voice, source.Periods[rooms[i].Period].Key), out var mark) && SettledRoom.Read(mark) is { } left && RoomMark.Of(source, settings, rooms[i].Voice, rooms[i].Period, ledger) == left.Mark) found[i] = mark;
        });
        for (var i = 0; i < rooms.Length; i++)
            if (found[i] is { } mark) settled[rooms[i]] = mark;
        return settled;
    }
}
