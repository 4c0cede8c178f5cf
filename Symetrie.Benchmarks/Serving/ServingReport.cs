using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Symetrie.Benchmarks.Serving;

/// <summary>How fast rows are served: each load beside a static answer of the same bytes from the same Kestrel, turn by turn in one run, so that whatever else the machine does slows both.</summary>
/// <param name="set">The program with its set.</param>
/// <param name="seconds">How long each load lasts.</param>
internal sealed class ServingReport(ServedSet set, int seconds)
{
    private const int Turns = 3;
    private const int Connections = 16;
    private readonly Wrk wrk = new(seconds);
    private readonly string key = $"X-Api-Key: {set.Key}";

    /// <summary>Takes the set in, measures, and prints a table.</summary>
    /// <returns>Whether wrk is here.</returns>
    public static async Task<bool> Run(string codebooks, string folder, int seconds)
    {
        if (!Wrk.IsHere) return false;
        using var set = ServedSet.Start(codebooks, folder);
        await new ServingReport(set, seconds).All();
        return true;
    }

    private async Task All()
    {
        Console.WriteLine($"{Environment.ProcessorCount} cores, load of the machine at the beginning {(File.Exists("/proc/loadavg") ? (await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0] : "unknown")}; {Turns} turns of {seconds} s each, {Connections} connections; medians");
        Console.WriteLine();
        Console.WriteLine("| what | bytes | answers/s | static, same pipeline | ratio | static, nothing before it | ratio | aim |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|");
        const string Page = "/v1/gaps?limit=1000";
        var page = await set.Client.GetByteArrayAsync(Page);
        Compare("`gaps?limit=1000`, JSON, repeated", page, () => wrk.Ask(set.Root + Page, Connections, key), 0.5);
        await Filters();
        using var first = await set.Client.GetAsync(Page);
        var tag = $"If-None-Match: {first.Headers.ETag}";
        Compare("304, beside the page it spares", page, () => wrk.Ask(set.Root + Page, Connections, key, tag), 0.8);
        Compare("304, beside a 304 that looks at nothing", null, () => wrk.Ask(set.Root + Page, Connections, key, tag), null);
        await new CsvSpeed(set).Print();
        Readers();
        await MapTime.Print(set);
    }

    private async Task Filters()
    {
        var addresses = await RandomFilters.Of(set.Client, 60_000);
        var some = new List<int>();
        foreach (var address in addresses.TakeLast(100)) some.Add((await set.Client.GetByteArrayAsync(address)).Length);
        var turn = 0;
        // Cold: no address comes twice, in no turn.
        var share = addresses.Count / (Turns + 1);
        Compare("random filters, cold (bytes: the mean)", new byte[(int)some.Average()], () => wrk.AskEach(set.Root, addresses.Skip(turn++ * share).Take(share), Connections, key), 0.05);
    }

    private void Compare(string what, byte[]? bytes, Func<Load> ask, double? aim)
    {
        set.Static = bytes;
        var all = Enumerable.Range(0, Turns).Select(_ => (Ours: ask(), Piped: wrk.Ask(set.Root + "/bench/static", Connections), Bare: wrk.Ask(set.Bare, Connections))).ToArray();
        if (all.Sum(t => t.Ours.Faults + t.Piped.Faults + t.Bare.Faults) is var faults and > 0) throw new InvalidOperationException($"{what}: {faults} answers were no good");
        var (ours, piped, bare) = (Median(all.Select(t => t.Ours.PerSecond)), Median(all.Select(t => t.Piped.PerSecond)), Median(all.Select(t => t.Bare.PerSecond)));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {bytes?.Length ?? 0:N0} | {ours:N0} | {piped:N0} | {ours / piped:F2} | {bare:N0} | {ours / bare:F2} | {(aim is { } least ? $"≥ {least}" : "")} |"));
    }

    // The same questions with and without a recompute beside them.
    private void Readers()
    {
        const int Many = 32;
        var addresses = RandomFilters.Of(set.Client, 20_000).GetAwaiter().GetResult();
        var alone = wrk.AskEach(set.Root, addresses.Take(10_000), Many, key);
        var clock = Stopwatch.StartNew();
        var run = set.Recompute();
        var beside = wrk.AskEach(set.Root, addresses.Skip(10_000), Many, key);
        var lasted = !run.IsCompleted;
        run.GetAwaiter().GetResult();
        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Many} parallel readers of random filters: p99 {alone.P99:F1} ms at {alone.PerSecond:N0} answers/s; while a recompute of everything runs ({clock.Elapsed.TotalSeconds:F1} s{(lasted ? "" : ", which ended before the readers did")}) {beside.P99:F1} ms at {beside.PerSecond:N0} answers/s: {beside.P99 / alone.P99:F2} times (aim: at most 3)"));
    }

    internal static double Median(IEnumerable<double> values) => values.Order().ToArray() is var sorted ? sorted[sorted.Length / 2] : 0;
}

/// <summary>Random filters on gaps, no two alike.</summary>
internal static class RandomFilters
{
    /// <summary>So many addresses, always the same ones.</summary>
    public static async Task<IReadOnlyList<string>> Of(HttpClient client, int count)
    {
        async Task<string[]> Keys(string table) => [.. JsonDocument.Parse(await client.GetStringAsync($"/v1/{table}?limit=5000")).RootElement.GetProperty("data").EnumerateArray().Select(r => r.GetProperty("key").GetString()!)];
        var (teams, periods, dimensions, random) = (await Keys("teams"), await Keys("periods"), await Keys("dimensions"), new Random(7));
        var (seen, list) = (new HashSet<string>(StringComparer.Ordinal), new List<string>());
        while (list.Count < count)
        {
            string Some(string[] all, int most) => string.Join(',', Enumerable.Range(0, 1 + random.Next(most)).Select(_ => all[random.Next(all.Length)]).Distinct(StringComparer.Ordinal));
            var parts = new List<string> { random.Next(10) == 0 ? $"period={Some(periods, 1)}&limit={1 + random.Next(900)}" : $"team={Some(teams, 4)}" };
            if (random.Next(2) == 0) parts.Add($"dimension={Some(dimensions, 2)}");
            if (random.Next(3) == 0) parts.Add($"fromPeriod={Some(periods, 1)}");
            if (random.Next(4) == 0) parts.Add("sort=-gap");
            var address = "/v1/gaps?" + string.Join('&', parts);
            if (seen.Add(address)) list.Add(address);
        }

        return list;
    }
}
