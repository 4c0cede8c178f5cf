using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Symetrie.Benchmarks.Serving;

/// <summary>How fast whole tables stream as CSV, and whether the memory that takes grows with the table.</summary>
/// <param name="set">The program with its set.</param>
internal sealed class CsvSpeed(ServedSet set)
{
    private const int Times = 15;

    /// <summary>Measures and prints.</summary>
    public async Task Print()
    {
        Console.WriteLine();
        Console.WriteLine("| whole table as CSV | MB | MB/s (aim for gaps: ≥ 50) | most the heap held beyond before, MB |");
        Console.WriteLine("|---|---:|---:|---:|");
        foreach (var measure in new[] { "gaps", await Largest() }.Distinct(StringComparer.Ordinal))
        {
            await Once(measure);
            GC.Collect();
            var before = GC.GetTotalMemory(forceFullCollection: true);
            using var end = new CancellationTokenSource();
            var watching = Watch(before, end.Token);
            var rounds = new List<(long Bytes, double Seconds)>();
            for (var i = 0; i < Times; i++) rounds.Add(await Once(measure));
            await end.CancelAsync();
            var held = await watching;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {measure} | {rounds[0].Bytes / 1e6:F1} | {ServingReport.Median(rounds.Select(r => r.Bytes / 1e6 / r.Seconds)):F0} | {held / 1e6:F1} |"));
        }
    }

    private async Task<string> Largest()
    {
        var best = ("gaps", 0L);
        foreach (var row in JsonDocument.Parse(await set.Client.GetStringAsync("/v1/schemas")).RootElement.GetProperty("data").EnumerateArray())
            if (row.GetProperty("measure").GetString()! is var name && (await Once(name)).Bytes is var size && size > best.Item2) best = (name, size);
        return best.Item1;
    }

    // Read by a program of its own, which keeps nothing.
    private async Task<(long Bytes, double Seconds)> Once(string measure)
    {
        using var curl = Process.Start(new ProcessStartInfo("curl", ["-s", "-o", "/dev/null", "-w", "%{http_code} %{size_download} %{time_total}", "-H", $"X-Api-Key: {set.Key}", $"{set.Root}/v1/{measure}?format=csv"]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var said = (await curl.StandardOutput.ReadToEndAsync()).Split(' ');
        await curl.WaitForExitAsync();
        if (said[0] != "200") throw new InvalidOperationException($"{measure}: {said[0]}");
        return (long.Parse(said[1], CultureInfo.InvariantCulture), double.Parse(said[2], CultureInfo.InvariantCulture));
    }

    private static async Task<double> Watch(long before, CancellationToken end)
    {
        var most = 0L;
        while (!end.IsCancellationRequested)
        {
            most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false) - before);
            await Task.Delay(5, CancellationToken.None);
        }

        return most;
    }
}
