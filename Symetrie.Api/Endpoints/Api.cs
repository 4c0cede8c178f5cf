using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Logging.Console;
using Symetrie.Analytics;
using Symetrie.Api.Access;
using Symetrie.Api.Endpoints.Document;
using Symetrie.Api.Endpoints.Errors;
using Symetrie.Api.Endpoints.Kept;
using Symetrie.Api.Endpoints.Pages;
using Symetrie.Api.Endpoints.Pictures;
using Symetrie.Api.Endpoints.Requests;
using Symetrie.Api.Endpoints.Watch;
using Symetrie.Api.Imports;
using Symetrie.Api.Notices;
using Symetrie.Api.Recompute;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Endpoints;

/// <summary>The web application: every resource named once.</summary>
public static class Api
{
    /// <summary>Where it listens unless told otherwise.</summary>
    public const string UsualUrl = "http://127.0.0.1:5080";

    /// <summary>How long what is being done may go on when the program is told to stop.</summary>
    public static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(20);

    /// <summary>Puts the application together. It has not started yet; the store stays the caller's.</summary>
    /// <param name="store">The store it serves.</param>
    /// <param name="settings">Confidence, minimums and threads of its recomputes.</param>
    /// <param name="urls">Where to listen, joined by <c>;</c>; null for the environment's <c>ASPNETCORE_URLS</c>, else <see cref="UsualUrl"/>.</param>
    /// <param name="serving">Limits, origins and proxies; null for the usual.</param>
    /// <param name="tasks">What it does by itself; null for nothing.</param>
    public static WebApplication Build(Store store, AnalysisSettings settings, string? urls, ServeSettings? serving = null, OwnTasks? tasks = null)
    {
        serving ??= new ServeSettings();
        tasks ??= new OwnTasks(NightSettings.Off, ListenerSettings.None);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, ApplicationName = typeof(Api).Assembly.GetName().Name });
        builder.WebHost.UseUrls(urls ?? builder.Configuration["urls"] ?? UsualUrl);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        Log(builder.Logging);
        // A recompute leaves one core to readers; how many threads compute changes no result.
        AddServices(builder.Services, store, settings with { Threads = Math.Clamp(settings.Threads, 1, Math.Max(1, Environment.ProcessorCount - 1)) });
        builder.Services.AddServing(serving);
        builder.Services.AddSingleton(tasks.Night).AddSingleton(tasks.Listeners).AddSingleton<NightWatch>().AddHostedService<Courier>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopsWithin);
        var app = builder.Build();
        UsePipeline(app, serving);
        Map(app, store, serving);
        return app;
    }

    /// <summary>The OpenAPI 3.1 document of a running application: the text of <c>openapi.json</c>.</summary>
    /// <exception cref="InvalidOperationException">The application has not started: before that it knows no address.</exception>
    public static string OpenApiText(WebApplication app) => app.Services.GetRequiredService<OpenApiText>().Write();

    private static void Map(WebApplication app, Store store, ServeSettings serving)
    {
        app.MapMeasures(store);
        app.MapPlots(store);
        app.MapStatement(store, app.Services.GetRequiredService<AnalysisSettings>());
        app.MapTeams(store);
        app.MapDimensions(store);
        app.MapPeriods(store);
        app.MapSchemas();
        app.MapSnapshots(store);
        app.MapDisclosure(store);
        app.MapRespondents(store);
        app.MapRuns(store, app.Services.GetRequiredService<RecomputeWorker>());
        app.MapImports(store, app.Services.GetRequiredService<ImportDesk>());
        app.MapCodebooks(store);
        app.MapCrosswalk(store);
        app.MapMatches(store);
        app.MapCalendar(store);
        app.MapReferential(store);
        app.MapActions(store);
        app.MapHealth(store, serving);
        app.MapStatus(store, app.Services.GetRequiredService<NightWatch>());
        app.MapMetrics(store, app.Services.GetRequiredService<RequestMeter>());
        app.MapDocument();
        app.MapIndex();
        app.MapPage();
    }

    // The order matters: what came is noted whatever becomes of it; an error inside anything is told by what stands before it; the page of the document is open, the rest is not.
    private static void UsePipeline(WebApplication app, ServeSettings serving)
    {
        if (serving.Proxies.Count > 0) app.UseForwardedHeaders();
        app.UseMiddleware<RequestWatch>();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseResponseCompression();
        app.Use(SafetyHeaders.Add);
        app.UseSwaggerUI(page =>
        {
            page.RoutePrefix = "swagger";
            page.DocumentTitle = "Symetrie";
            page.SwaggerEndpoint("/openapi.json", "Symetrie");
        });
        app.UseRouting();
        app.Use(RequestWatch.See);
        if (serving.Origins.Count > 0) app.UseCors();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        PackedBody.Use(app);
        app.UseRequestDecompression();
    }

    private static void AddServices(IServiceCollection services, Store store, AnalysisSettings settings)
    {
        services.AddSingleton(store).AddSingleton(settings).AddSingleton(store.Clock).AddSingleton(new Importer(store, Minimums.Of(settings)));
        services.AddSingleton<KeptSnapshots>();
        services.AddSingleton<ImportLedger>().AddSingleton<ImportDesk>().AddHostedService(provider => provider.GetRequiredService<ImportDesk>());
        services.AddHostedService<TallyHand>();
        services.AddSingleton<RecomputeWorker>().AddHostedService(provider => provider.GetRequiredService<RecomputeWorker>());
        services.AddSingleton<IProblemDetailsWriter, ProblemWriter>().AddProblemDetails();
        services.AddExceptionHandler<Faults>().AddExceptionHandler(options => options.SuppressDiagnosticsCallback = context => Faults.IsKnown(context.Exception));
        services.AddKeys();
        services.AddRequestDecompression();
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = ["application/json", "application/problem+json", "text/csv", "text/html", "text/css", "text/javascript", "image/svg+xml"];
        });
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Fastest);
        services.AddDocument();
    }

    // Standard output belongs to results.
    private static void Log(ILoggingBuilder logging)
    {
        logging.ClearProviders().AddConsoleFormatter<JsonLines, ConsoleFormatterOptions>().AddConsole(console =>
        {
            console.LogToStandardErrorThreshold = LogLevel.Trace;
            console.FormatterName = JsonLines.Key;
        });
        logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Symetrie", LogLevel.Information).AddFilter("Symetrie.Api.Access", LogLevel.Warning);

        // A host that cannot start throws, and the caller says why in one line.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
    }
}

/// <summary>What the program does by itself.</summary>
/// <param name="Night">When runs are due, and which snapshots are kept.</param>
/// <param name="Listeners">Who is told.</param>
public sealed record OwnTasks(NightSettings Night, ListenerSettings Listeners);
