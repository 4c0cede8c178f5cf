using System.Data.Common;
using System.Text.Json;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Exports;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Imports;

/// <summary>Takes an export of actions or of practice in: read whole, compared with what stands, written in one transaction.</summary>
/// <param name="store">The store.</param>
/// <param name="export">The opened export.</param>
/// <param name="problems">Told what is wrong.</param>
internal sealed class DeedIntake(Store store, OpenedExport export, ProblemList problems)
{
    private readonly Dictionary<(string Team, string Ritual, DateOnly Day), RitualAction> actions = [];
    private readonly Dictionary<(string Team, string Ritual, DateOnly Day), PracticeCount> practice = [];
    private readonly Referential referential = store.Deeds.Referential;
    private readonly bool isChecks = export.Codebook!.Codebook is { Layout: Layout.Practice, Columns.Planned: null };
    private long rows;
    private long blank;
    private long duplicates;

    /// <summary>Takes all rows, and decides.</summary>
    public ImportReport Take(ImportWatch watch, CancellationToken cancel)
    {
        var reader = export.Reader!;
        foreach (var row in reader.Rows())
        {
            if (++rows % 4096 == 0) watch.Progress?.Report(new ImportProgress(rows, reader.BytesRead, export.Request.Content.Length));
            cancel.ThrowIfCancellationRequested();
            if (row.Rejection is { } rejection) problems.Add(rejection);
            else if (row.Deed is { } deed) Add(deed);
            else blank++;
        }

        return Decide(watch);
    }

    private void Add(ExportDeed deed)
    {
        var ritual = deed.Action?.Ritual ?? deed.Practice!.Ritual;
        if (referential.Find(ritual) is null)
        {
            problems.Add(new Rejection(deed.Line, export.Codebook!.Codebook.Columns.Ritual, "unknown-ritual", $"no ritual of the referential; its rituals are {DeedStore.Names(referential)}", ritual) { Suggestion = Nearest.Of(ritual, referential.Rituals.Select(r => r.Key)) });
            return;
        }

        var today = store.Today;
        if (deed.Action is { } action) Add(actions, (TextKey.Of(action.Team), ritual, action.From), action with { Noted = today }, deed.Line);
        else Add(practice, (TextKey.Of(deed.Practice!.Team), ritual, deed.Practice.Day), deed.Practice with { Noted = today }, deed.Line);
    }

    private void Add<T>(Dictionary<(string, string, DateOnly), T> known, (string, string, DateOnly) key, T row, long line)
        where T : class
    {
        if (known.TryAdd(key, row)) return;
        // Checks of one period add up; a count that is there twice is one of two.
        if (isChecks && row is PracticeCount check && known[key] is PracticeCount before) known[key] = (before with { Held = before.Held + check.Held, Planned = before.Planned + check.Planned } as T)!;
        else if (known[key].Equals(row)) duplicates++;
        else problems.Add(new Rejection(line, null, "conflicting-row", "the same team, ritual and day stand on an earlier line with other content", null));
    }

    private ImportReport Decide(ImportWatch watch)
    {
        var request = export.Request;
        var report = export.Report with { Shape = export.Reader!.Shape, Read = rows, Blank = blank, Skipped = export.Reader.Shape.Skipped.Sum(s => s.Count), Duplicates = duplicates, Rejected = problems.Total, Problems = problems.Groups };
        if (problems.Total > 0 && !request.SkipBadRows)
            return report with { Refusal = $"{report.Rejected} of {report.Read} rows cannot be taken; correct them, or import with onError=skip", RefusalCode = "bad-rows", RefusalLine = report.Problems.SelectMany(g => g.Samples).Min(r => (long?)r.Line) };
        return request.DryRun
            ? store.Engine.Read(connection => Counted(connection, report with { State = "dry-run" }))
            : store.Engine.Write(connection => Keep(connection, report with { State = "imported" }, watch));
    }

    private ImportReport Keep(DbConnection connection, ImportReport report, ImportWatch watch)
    {
        var number = store.Take(connection, "import");
        var told = Counted(connection, report) with { Id = $"i-{number}" };
        if (problems.Total > 0 && told.Posting is { } posting) told = told with { RejectedRows = ImportLedger.RejectedAt(posting) };
        store.Responses.Note(connection, number, new ImportTitle(export.Codebook!, export.Request.Name, export.Hash), JsonSerializer.Serialize(told, ImportJson.Default.ImportReport));
        store.Deeds.Write(connection, number, new DeedRows(actions.Values, practice.Values));
        watch.Kept?.Invoke(connection, number, told);
        return told;
    }

    private ImportReport Counted(DbConnection connection, ImportReport report)
    {
        var before = store.Deeds.Actions(connection).ToDictionary(a => (TextKey.Of(a.Team), a.Ritual, a.From));
        var counts = store.Deeds.Practice(connection).ToDictionary(p => (TextKey.Of(p.Team), p.Ritual, p.Day));
        var (added, same) = (0L, 0L);
        foreach (var (key, action) in actions)
        {
            if (!before.TryGetValue(key, out var known)) added++;
            else if ((known.To, known.Assignment) == (action.To, action.Assignment)) same++;
        }

        foreach (var (key, count) in practice)
        {
            if (!counts.TryGetValue(key, out var known)) added++;
            else if ((known.Held, known.Planned) == (count.Held, count.Planned)) same++;
        }

        return report with { Added = added, Unchanged = same, Updated = actions.Count + practice.Count - added - same, UnknownTeams = UnknownTeams(connection) };
    }

    private IReadOnlyList<UnknownTeam> UnknownTeams(DbConnection connection)
    {
        const int mostTold = 20;
        var (units, registered) = (store.Teams.Units(connection), store.Teams.Registered(connection));
        var matching = store.Teams.Matching(connection, units);
        var teams = new RitualTeams(matching, units, registered);
        var names = matching.Tree.Teams.SelectMany(t => new[] { t.Key, t.Name }).Distinct(StringComparer.Ordinal).ToArray();
        return [.. actions.Values.Select(a => (a.Team, a.From)).Concat(practice.Values.Select(p => (p.Team, From: p.Day))).Where(t => teams.PlaceOf(t.Team, t.From) < 0)
            .Select(t => t.Team).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(mostTold).Select(t => new UnknownTeam(t, Nearest.Of(t, names)))];
    }
}
