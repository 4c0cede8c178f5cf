using System.Globalization;
using System.Text;
using Symetrie.Analytics.Measures;
using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tests.Stores.Engines;
using Symetrie.Api.Imports;
using Symetrie.Api.Recompute;
using Symetrie.Api.Stores;

namespace Symetrie.Analytics.Tests.River;

/// <summary>A store in a place of its own, gone when disposed, whose clock stands still.</summary>
internal sealed class TestStore : IDisposable
{
    private readonly TestPlace place;
    private readonly int customerMinimum;
    private readonly bool isLent;

    public TestStore(string calendar = "quarter", int customerMinimum = 5, string engine = "sqlite")
    {
        place = new TestPlace(engine);
        this.customerMinimum = customerMinimum;
        Store = Store.Open(Address, new StandingClock());
        Store.SetCalendar(CalendarJson.Read($$"""{"kind":"{{calendar}}"}""")!, TimeZoneInfo.Utc);
    }

    /// <summary>The store that lies in a place already; the place stays its owner's.</summary>
    public TestStore(TestPlace place)
    {
        (this.place, customerMinimum, isLent) = (place, 5, true);
        Store = Store.Open(Address, new StandingClock());
    }

    public Store Store { get; private set; }

    public string Address => place.Address;

    public TestPlace Place => place;

    public void Reopen()
    {
        Store.Dispose();
        Store = Store.Open(Address, new StandingClock());
    }

    public void Know(string codebook) => Store.Codebooks.Put(CodebookJson.Read(codebook, MirrorFile.Mirror).Required());

    public void KnowFile(string name) => Know(File.ReadAllText(Places.OfData("codebooks", name + ".json")));

    public ImportReport Import(string text, string? codebook = null, bool dryRun = false, bool skip = false) =>
        ImportBytes(Encoding.UTF8.GetBytes(text), codebook, dryRun, skip);

    public ImportReport ImportBytes(byte[] bytes, string? codebook = null, bool dryRun = false, bool skip = false) =>
        new Importer(Store, Minimums.Of(new AnalysisSettings { CustomerMinimum = customerMinimum })).Run(new ImportRequest(new MemoryStream(bytes), "test.csv") { Codebook = codebook, DryRun = dryRun, SkipBadRows = skip });

    public ImportReport ImportFile(string path, string? codebook = null)
    {
        using var file = File.OpenRead(path);
        return new Importer(Store, Minimums.Of(new AnalysisSettings { CustomerMinimum = customerMinimum })).Run(new ImportRequest(file, Path.GetFileName(path)) { Codebook = codebook });
    }

    public RunOutcome Recompute(int threads = 2)
    {
        var run = long.Parse(Store.Runs.Request().Id[2..], CultureInfo.InvariantCulture);
        Store.Runs.Start(run);
        return new Recomputer(Store, new AnalysisSettings { Threads = threads, CustomerMinimum = customerMinimum }).Run(run);
    }

    /// <summary>The rows of a measure, each as its texts by column.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string?>> Rows(string measure)
    {
        var known = MeasureCatalogue.Find(measure)!;
        var rows = new List<IReadOnlyDictionary<string, string?>>();
        Store.Snapshots.Read(new RowQuery { Measure = known, Snapshot = Store.Snapshots.Latest()! }, row => rows.Add(known.Columns.Select((c, i) => (c, i)).ToDictionary(
            p => p.c.Name,
            p => row.IsNull(p.i) ? null : p.c.Kind switch { ColumnKind.Text => row.Text(p.i), ColumnKind.Real => row.Real(p.i)!.Value.ToString("R", CultureInfo.InvariantCulture), _ => row.Integer(p.i).ToString(CultureInfo.InvariantCulture) },
            StringComparer.Ordinal)));
        return rows;
    }

    /// <summary>Everything that readers can see, as one text.</summary>
    public string Published()
    {
        var text = new StringBuilder(Store.Snapshots.Latest()!.Id).Append('\n');
        foreach (var measure in MeasureCatalogue.All)
            foreach (var row in Rows(measure.Name)) text.Append(measure.Name).Append('\t').AppendJoin('\t', row.Values).Append('\n');
        return text.ToString();
    }

    public void Dispose()
    {
        Store.Dispose();
        if (!isLent) place.Dispose();
    }

    private sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 10, 5, 12, 0, 0, TimeSpan.Zero);
    }
}
