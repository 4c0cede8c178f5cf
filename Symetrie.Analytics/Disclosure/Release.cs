using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Disclosure;

/// <summary>Decides which tallies may be seen at all. Pure and deterministic; what is withheld depends on counts and structure only,
/// never on answers (C6).</summary>
public static class Release
{
    /// <summary>Releases the cells with enough distinct respondents.</summary>
    /// <param name="source">Everything that was answered.</param>
    /// <param name="settings">The minimums.</param>
    /// <param name="ledger">What was released before.</param>
    /// <param name="today">The day of this run; new versions stand from it.</param>
    public static Released Of(Undisclosed source, AnalysisSettings settings, ReleaseLedger ledger, DateOnly today)
    {
        var cells = new ReleasedTally?[2][][][];
        var pooled = new PooledVariance?[2][][];
        var participations = new ReleasedParticipation?[2][][];
        foreach (var voice in Voices.Both)
        {
            var periods = source.Periods.Count;
            var (released, spread, answered) = (new ReleasedTally?[periods][][], new PooledVariance?[periods][], new ReleasedParticipation?[periods][]);
            Parallel.For(0, periods, new ParallelOptions { MaxDegreeOfParallelism = settings.Threads }, p =>
            {
                var room = new PeriodRoom(source, voice, p, settings, ledger, today);
                (released[p], spread[p]) = (new ReleasedTally?[source.Dimensions(voice).Count][], new PooledVariance?[source.Dimensions(voice).Count]);
                for (var d = 0; d < released[p].Length; d++) (released[p][d], spread[p][d]) = room.Column(d);
                answered[p] = room.Participation();
            });
            (cells[(int)voice], pooled[(int)voice], participations[(int)voice]) = (released, spread, answered);
        }

        return new Released(source, cells, pooled, participations).Trimmed();
    }

    internal static string DigestOf(long n, long? invited) => FormattableString.Invariant($"{n}/{invited}");
}
