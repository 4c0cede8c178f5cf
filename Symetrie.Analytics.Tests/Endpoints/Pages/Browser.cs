using Microsoft.Playwright;
using NUnit.Framework;

namespace Symetrie.Analytics.Tests.Endpoints.Pages;

/// <summary>A real browser, and what it complained of. Where the machine has none the test is skipped, but not where everything must run.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private readonly IPlaywright playwright;
    private readonly IBrowser browser;

    private Browser(IPlaywright playwright, IBrowser browser) => (this.playwright, this.browser) = (playwright, browser);

    /// <summary>Errors on the console, exceptions, refused requests: whatever a visitor would find in the developer's tools.</summary>
    public List<string> Complaints { get; } = [];

    public static async Task<Browser> Open()
    {
        if (Places.FirstOrDefault(File.Exists) is not { } path)
        {
            const string Missing = "no Chromium here: the page was not tried in a browser (apt-get install chromium)";
            if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail(Missing);
            throw new IgnoreException(Missing);
        }

        var driver = await Playwright.CreateAsync();
        return new Browser(driver, await driver.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = path, Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] }));
    }

    /// <summary>A fresh visitor: nothing remembered.</summary>
    public async Task<IPage> Visitor(string lang = "en", int width = 1280, int height = 900, ColorScheme scheme = ColorScheme.Light)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions { Locale = lang, ViewportSize = new ViewportSize { Width = width, Height = height }, AcceptDownloads = true, ColorScheme = scheme });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(30_000);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") Complaints.Add($"{message.Type}: {message.Text}");
        };
        page.PageError += (_, error) => Complaints.Add(error);
        return page;
    }

    /// <summary>How many elements of a picture match; its shadow is looked into.</summary>
    public static ILocator In(IPage page, string plot, string selector) => page.Locator($"#plot-{plot} .picture svg {selector}");

    public async ValueTask DisposeAsync()
    {
        await browser.CloseAsync();
        playwright.Dispose();
    }
}
