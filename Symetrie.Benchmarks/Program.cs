using System.Globalization;
using Symetrie.Benchmarks.Comparison;
using Symetrie.Benchmarks.Fuzzing;
using Symetrie.Benchmarks.Samples;
using Symetrie.Benchmarks.Serving;
using Symetrie.Benchmarks.Statistics;
using Symetrie.Benchmarks.Verdicts;

namespace Symetrie.Benchmarks;

/// <summary>What can be run here: <c>dotnet run --project Symetrie.Benchmarks -- WHAT …</c>.</summary>
internal static class Program
{
    private const string Usage = """
        usage: samples FOLDER     writes the sample exports (data/exports/sample)
               tiny FOLDER        writes the tiny benchmark exports (data/exports/tiny)
               statistics …       times the hot statistics beside scipy
               measures           seconds a measure on 500 teams x 8 quarters x 5 dimensions
               disclosure         what it takes to decide what may be seen of 2,000 teams x 12 periods x 8 dimensions x 2 voices
               verdicts NAME RUNS how often verdicts are wrong, and how often reached
               parts CODEBOOKS FOLDER
                                  seconds of each part of a recompute: a measure, the plain figures, everything, one team touched
               fuzz SEED COUNT EXPORTS [FIRST]
                                  posts damaged copies of the good files under EXPORTS (data/exports) to the program as it is served, and looks at its store after each; from the file with the number FIRST
               sheets ROWS        seconds of importing a table as CSV, as .xlsx and by ExcelDataReader
               serving CODEBOOKS FOLDER SECONDS
                                  answers a second beside static ones of the same bytes, CSV, readers beside a recompute, the page; wants wrk; 2>/dev/null, where the log goes
               intake CODEBOOKS FOLDER [LARGE|-] [PROGRAM]
                                  what taking exports in costs beside sqlite3 .import: first, again, in another order, with 1 % more rows, as .xlsx, and the memory of a LARGE folder;
                                  by the published PROGRAM, else by the one beside this
               disk CODEBOOKS FOLDER SNAPSHOTS
                                  what so many snapshots take on the disk, each after 20 more answers for one team
               engines CODEBOOKS FOLDER SERVER [PROGRAM]
                                  import, recompute and undo on SQLite and on PostgreSQL in turn; SERVER is a connection string whose user may make databases
               read CODEBOOK FILE …
                                  reads exports to their end, each by its codebook, and does nothing with them
               rows FILE          the rows of an export as its container cuts them, tab-separated, to compare with another reader's
               plain CODEBOOKS FOLDER ROUNDS
                                  load, tallies, release and the plain figures, over and over: for a profiler
               sharing CODEBOOKS FOLDER SERVER
                                  tallying on one PostgreSQL by one process and by two, each with a core of its own; wants taskset and two cores
               imports CODEBOOKS FOLDER ROUNDS
                                  both files into a new store, over and over: for a profiler
               comparison CODEBOOKS PANDAS DUCKDB ROUNDS FOLDER…
                                  import and recompute beside sqlite3 and the scripts PANDAS and DUCKDB ("-" for none)
        """;

    private static int Main(string[] args)
    {
        switch (args)
        {
            case ["samples", var folder]:
                return Write(folder, SampleExports.Make());
            case ["tiny", var folder]:
                return Write(folder, TinyExports.Make());
            case ["statistics", .. var rest]:
                return StatisticsTiming.Run(rest);
            case ["comparison", var codebooks, var pandas, var duckdb, var rounds, .. var folders]:
                new SideBySide(codebooks, pandas == "-" ? null : pandas, duckdb == "-" ? null : duckdb).Run(folders, Number(rounds));
                return 0;
            case ["parts", var codebooks, var folder]:
                new RecomputeParts(codebooks).Run(folder);
                return 0;
            case ["sharing", var codebooks, var folder, var server]:
                new SharedTallies(codebooks, server).Run(folder);
                return 0;
            case ["imports", var codebooks, var folder, var rounds]:
                RunningIntake.Run(codebooks, folder, Number(rounds));
                return 0;
            case ["plain", var codebooks, var folder, var rounds]:
                new RecomputeParts(codebooks).RunPlain(folder, Number(rounds));
                return 0;
            case ["verdicts", var name, var runs]:
                if (VerdictRuns.Run(name, Number(runs))) return 0;
                Console.Error.WriteLine($"there is no simulation '{name}'; there are {VerdictRuns.Names}");
                return 2;
            case ["fuzz", var seed, var count, var exports, .. var first]:
                return FuzzReport.Run(Number(seed), first.Length == 0 ? 0 : Number(first[0]), Number(count), exports).GetAwaiter().GetResult() ? 0 : 1;
            case ["sheets", var count]:
                SheetSpeed.Run(Number(count));
                return 0;
            case ["intake", var codebooks, var folder, .. var more] when more.Length <= 2:
                new IntakeFigures(codebooks, more is [_, var program] ? program : null).Run(folder, more is [not "-", ..] ? more[0] : null);
                return 0;
            case ["disk", var codebooks, var folder, var snapshots]:
                new SnapshotDisk(codebooks).Run(folder, Number(snapshots));
                return 0;
            case ["engines", var codebooks, var folder, var server, .. var more] when more.Length <= 1:
                new EngineFigures(codebooks, server, more is [var named] ? named : null).Run(folder);
                return 0;
            case ["read", .. var pairs] when pairs.Length > 0 && pairs.Length % 2 == 0:
                foreach (var pair in pairs.Chunk(2)) Console.WriteLine($"{IntakeFigures.Read(pair[0], pair[1])} responses");
                return 0;
            case ["serving", var codebooks, var folder, var seconds]:
                if (ServingReport.Run(codebooks, folder, Number(seconds)).GetAwaiter().GetResult()) return 0;
                Console.Error.WriteLine("there is no wrk here (apt-get install wrk)");
                return 2;
            case ["rows", var file]:
                RowPrinter.Run(file);
                return 0;
            case ["measures"]:
                MeasureSpeed.Run();
                return 0;
            case ["disclosure"]:
                DisclosureSpeed.Run();
                return 0;
            default:
                Console.Error.WriteLine(Usage);
                return 2;
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static int Write(string folder, IReadOnlyDictionary<string, byte[]> files)
    {
        Directory.CreateDirectory(folder);
        foreach (var (name, content) in files)
        {
            File.WriteAllBytes(Path.Combine(folder, name), content);
            Console.Error.WriteLine($"{name}: {content.Length:N0} bytes");
        }

        return 0;
    }
}
