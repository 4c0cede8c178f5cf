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
    public static Released Of(Undisclosed source, AnalysisSettings settings, ReleaseLedger ledger, DateOnly today)
    {
        var periods = source.Periods.Count;
        var columns = new ReleasedColumn[Voices.Both.Count * periods][];
        Parallel.For(0, columns.Length, new ParallelOptions { MaxDegreeOfParallelism = settings.Threads }, i =>
        {
            var voice = Voices.Both[i / periods];
            var room = new PeriodRoom(source, voice, i % periods, settings, ledger, today);
            var posts = voice == Voice.Employee ? new PeriodRoom(source, voice, i % periods, settings, ledger, today, ofPosts: true) : null;
            ReleasedColumn[] dimensions = [.. Enumerable.Range(0, source.Dimensions(voice).Count).Select(d => posts is null ? room.Column(d) : room.Column(d).With(posts.Posts(d)))];
            columns[i] = [.. dimensions, room.Whole(), room.Participation()];
        });
        return Released.Of(source, [.. Voices.Both.Select((_, v) => columns[(v * periods)..((v + 1) * periods)])], ledger, settings.Threads);
    }
}
