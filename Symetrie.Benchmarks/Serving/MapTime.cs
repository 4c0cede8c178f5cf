using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;

namespace Symetrie.Benchmarks.Serving;

/// <summary>How long a first visitor waits for the symmetry map: a fresh browser window each time, from the address to the drawn picture.</summary>
internal static class MapTime
{
    private const int Visitors = 5;
    private static readonly string[] Browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    /// <summary>Measures and prints; says so where there is no browser.</summary>
    public static async Task Print(ServedSet set)
    {
        Console.WriteLine();
        if (Browsers.FirstOrDefault(File.Exists) is not { } path)
        {
            Console.WriteLine("page to the map: not measured, there is no Chromium here");
            return;
        }

        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = path, Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
        var times = new List<double>();
        for (var i = 0; i < Visitors; i++)
        {
            await using var visitor = await browser.NewContextAsync();
            var page = await visitor.NewPageAsync();
            var clock = Stopwatch.StartNew();
            await page.GotoAsync($"{set.Root}/#key={set.Key}");
            await page.Locator("#plot-symmetry-map .picture svg").First.WaitForAsync(new LocatorWaitForOptions { Timeout = 60_000 });
            times.Add(clock.Elapsed.TotalMilliseconds);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"page to the map: {ServingReport.Median(times):F0} ms, the middle of {Visitors} first visitors ({string.Join(", ", times.Select(t => $"{t:F0}"))})"));
    }
}
