using System.Globalization;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Exports;
using Symetrie.Api.Imports;

namespace Symetrie.Benchmarks.Comparison;

/// <summary>The verb <c>intake</c>: what taking exports in costs, in one run beside <c>sqlite3 .import</c> of the same files.</summary>
/// <param name="codebooks">The folder of the project's codebooks.</param>
/// <param name="published">The program as it was published; null for the one beside this.</param>
internal sealed class IntakeFigures(string codebooks, string? published)
{
    private const int Rounds = 3;
    private const int SheetRows = 100_000;
    private readonly string own = Path.Combine(AppContext.BaseDirectory, "symetrie.dll");

    /// <summary>Measures a folder that holds <c>employees.csv</c> and <c>customers.csv</c>, and the customers of a large one.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="large">The large folder; null for none.</param>
    public void Run(string folder, string? large)
    {
        var work = Directory.CreateTempSubdirectory("symetrie-intake-").FullName;
        try
        {
            Console.WriteLine("| what | wall s | of | computed s | of | peak MB | aim |");
            Console.WriteLine("|---|---|---|---|---|---|---|");
            var variants = new FileVariants(folder, work);
            Both(work, folder, variants);
            Running(work, folder, variants);
            Sheets(work);
            Memory(work, folder, large);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    /// <summary>The verb <c>read</c>: reads an export to its end by a codebook, and does nothing with it.</summary>
    public static long Read(string codebook, string file)
    {
        using var content = File.OpenRead(file);
        using var reader = ExportReader.Open(content, CodebookFile.Read(File.ReadAllText(codebook)).Required(), new ExportSettings(Analytics.Surveys.Calendar.Of(CalendarKind.Quarter), TimeZoneInfo.Utc, null));
        return reader.Rows().LongCount(r => r.Response is not null);
    }

    private void Both(string work, string folder, FileVariants variants)
    {
        string[] files = [Path.Combine(folder, "employees.csv"), Path.Combine(folder, "customers.csv")];
        var (floor, first, same, shuffled, grown, read) = (new Middle(), new Middle(), new Middle(), new Middle(), new Middle(), new Middle());
        for (var round = 0; round < Rounds; round++)
        {
            var store = NewStore(work);
            floor.Add(Floor(work, files));
            first.Add(Program("import", files[0], files[1], "--store", store));
            same.Add(Program("import", files[0], files[1], "--store", store));
            shuffled.Add(Program("import", variants.Shuffled[0], variants.Shuffled[1], "--store", store));
            read.Add(Reading(files));
            grown.Add(Program("import", variants.Grown[0], variants.Grown[1], "--store", store));
        }

        Print("`sqlite3 .import` of both files", floor, null, "");
        Print("import of both files", first, floor, "1.5 (aim 1.0)");
        Print("the same two files again", same, first, "0.5");
        Print("the same rows in another order", shuffled, first, "0.5");
        Print("reading both files, nothing more", read, first, "");
        Print("with 1 % new rows, all old ones in it", grown, first, Aim(read, first));
    }

    private void Running(string work, string folder, FileVariants variants)
    {
        string[] files = [Path.Combine(folder, "employees.csv"), Path.Combine(folder, "customers.csv")];
        var running = new RunningIntake(codebooks, work);
        for (var warm = 0; warm < 2; warm++) running.Round(files, (variants.Grown, new Middle()));
        var (floor, first, same, shuffled, grown, read) = (new Middle(), new Middle(), new Middle(), new Middle(), new Middle(), new Middle());
        for (var round = 0; round < Rounds; round++)
        {
            floor.Add(Floor(work, files));
            first.Add(running.Round(files, (files, same), (variants.Shuffled, shuffled)));
            read.Add(running.Reading(files));
            running.Round(files, (variants.Grown, grown));
        }

        Print("in a process that is up: import of both files", first, floor, "1.5 (aim 1.0)");
        Print("the same two files again, their hash not asked", same, first, "0.5");
        Print("the same rows in another order", shuffled, first, "0.5");
        Print("reading both files, nothing more", read, first, "");
        Print("with 1 % new rows, all old ones in it", grown, first, Aim(read, first));
    }

    private static string Aim(Middle read, Middle first) => string.Create(CultureInfo.InvariantCulture, $"0.1 and the reading: {0.1 + (read.Wall / first.Wall):0.00} / {0.1 + (read.Computed / first.Computed):0.00}");

    private static Child Floor(string work, string[] files) => Child.Run("sqlite3", Path.Combine(work, $"{Guid.NewGuid():N}.db"), "-cmd", ".mode csv", $".import {files[0]} e", $".import {files[1]} c");

    private void Sheets(string work)
    {
        var (csv, xlsx, codebook) = (Path.Combine(work, "answers.csv"), Path.Combine(work, "answers.xlsx"), Path.Combine(work, "answers.json"));
        SheetSpeed.Make(SheetRows, csv, xlsx);
        File.WriteAllText(codebook, SheetSpeed.Codebook);
        var (plain, sheet) = (new Middle(), new Middle());
        for (var round = 0; round < Rounds; round++)
        {
            plain.Add(Program("import", csv, "--store", NewStore(work, codebook)));
            sheet.Add(Program("import", xlsx, "--store", NewStore(work, codebook)));
        }

        Print($"CSV of {SheetRows:N0} rows", plain, null, "");
        Print("the same as .xlsx", sheet, plain, "3");
    }

    private void Memory(string work, string folder, string? large)
    {
        var usual = new Middle().Add(Program("import", Path.Combine(folder, "customers.csv"), "--store", NewStore(work)));
        Print("customers.csv alone", usual, null, "");
        if (large is null) return;
        var most = new Middle().Add(Program("import", Path.Combine(large, "customers.csv"), "--store", NewStore(work)));
        Print("customers.csv of the large folder", most, null, string.Create(CultureInfo.InvariantCulture, $"300 MB, and ±20 % of the other: {most.Peak / usual.Peak:0.00}"));
    }

    private string NewStore(string work, params string[] known)
    {
        var store = Path.Combine(work, $"{Guid.NewGuid():N}.db");
        if (known.Length == 0) known = [Path.Combine(codebooks, "bench-employee.json"), Path.Combine(codebooks, "bench-customer.json")];
        foreach (var codebook in known) Program("codebook", "add", codebook, "--store", store);
        return store;
    }

    private Child Program(params string[] arguments) => published is null ? Child.Run("dotnet", [own, .. arguments]) : Child.Run(published, arguments);

    private Child Reading(string[] files) =>
        Child.Run("dotnet", Path.Combine(AppContext.BaseDirectory, "Symetrie.Benchmarks.dll"), "read", Path.Combine(codebooks, "bench-employee.json"), files[0], Path.Combine(codebooks, "bench-customer.json"), files[1]);

    private static void Print(string what, Middle measured, Middle? beside, string aim) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {what} | {measured.Wall:0.00} | {(beside is null ? "" : $"{measured.Wall / beside.Wall:0.00}×")} | {measured.Computed:0.00} | {(beside is null ? "" : $"{measured.Computed / beside.Computed:0.00}×")} | {measured.Peak:0} | {aim} |"));
}
