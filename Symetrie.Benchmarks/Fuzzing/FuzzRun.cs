using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Symetrie.Analytics;
using Symetrie.Api.Imports;
using Symetrie.Api.Stores;

namespace Symetrie.Benchmarks.Fuzzing;

/// <summary>What became of the damaged files.</summary>
/// <param name="Files">How many there were.</param>
/// <param name="Taken">How many were taken in all the same.</param>
/// <param name="Refused">How many were refused with an answer from 400 to 499.</param>
/// <param name="Failures">What must not happen: an answer above 499, no answer, or a refused file that changed the store.</param>
/// <param name="Slowest">Seconds of the slowest answer, and what it was.</param>
/// <param name="Seconds">Seconds of all answers.</param>
public sealed record FuzzOutcome(int Files, int Taken, int Refused, IReadOnlyList<string> Failures, (double Seconds, string What) Slowest, double Seconds = 0);

/// <summary>Posts damaged files to the program, over HTTP, and looks at its store after each.</summary>
public sealed class FuzzRun : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("symetrie-fuzz-").FullName;
    private readonly Store store;
    private readonly IReadOnlyList<FuzzSample> samples;
    private readonly HttpClient client;
    private readonly SqliteConnection looking;
    private readonly List<string> failures = [];
    private readonly SortedDictionary<string, int> codes = new(StringComparer.Ordinal);
    private readonly Microsoft.AspNetCore.Builder.WebApplication app;

    private FuzzRun(string exports)
    {
        samples = FuzzSample.All(exports);
        store = Store.Open(Path.Combine(folder, "store.db"), TimeProvider.System);
        foreach (var codebook in samples.Select(s => s.Codebook).Distinct(StringComparer.Ordinal)) store.Codebooks.Put(CodebookFile.Read(codebook).Value ?? throw new InvalidOperationException(codebook));
        app = Symetrie.Api.Endpoints.Api.Build(store, new AnalysisSettings(), "http://127.0.0.1:0");
        looking = new SqliteConnection($"Data Source={Path.Combine(folder, "store.db")};Mode=ReadOnly;Pooling=False");
        looking.Open();
        client = new HttpClient { Timeout = TimeSpan.FromMinutes(2) };
    }

    /// <summary>The codes of the refusals, and how often each was given.</summary>
    public IReadOnlyDictionary<string, int> Codes => codes;

    /// <summary>The good files.</summary>
    public IReadOnlyList<FuzzSample> Samples => samples;

    /// <summary>Starts the program with a store of its own.</summary>
    /// <param name="exports">The folder <c>data/exports</c>.</param>
    public static async Task<FuzzRun> Start(string exports)
    {
        var run = new FuzzRun(exports);
        await run.app.StartAsync();
        run.client.BaseAddress = new Uri(run.app.Urls.First());
        run.client.DefaultRequestHeaders.Add("X-Api-Key", run.store.Keys.Add(Scope.Admin, "fuzz").Key);
        return run;
    }

    /// <summary>Posts the good files as they are: those that are refused are named.</summary>
    public async Task<IReadOnlyList<string>> Whole()
    {
        var refused = new List<string>();
        foreach (var sample in samples)
        {
            var (status, text) = await Post(sample, sample.Content, "skip");
            if (status is < 200 or > 299) refused.Add($"{sample.Name}: {text}");
        }

        return refused;
    }

    /// <summary>Posts damaged files.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="first">The number of the first.</param>
    /// <param name="count">How many.</param>
    public async Task<FuzzOutcome> Run(int seed, int first, int count)
    {
        var (taken, refused, slowest, seconds) = (0, 0, (Seconds: 0.0, What: ""), 0.0);
        var before = await Digests();
        for (var i = first; i < first + count; i++)
        {
            // A seed of its own each: any one file can be made again without those before it.
            var random = new Random(HashCode(seed, i));
            var sample = samples[random.Next(samples.Count)];
            var bytes = new Mutation(random).Of(sample.Content);
            var what = string.Create(CultureInfo.InvariantCulture, $"file {i} of seed {seed}, from {sample.Name}");
            var clock = Stopwatch.StartNew();
            var (status, text) = await Post(sample, bytes, random.Next(2) == 0 ? "skip" : "reject");
            seconds += clock.Elapsed.TotalSeconds;
            if (clock.Elapsed.TotalSeconds > slowest.Seconds) slowest = (clock.Elapsed.TotalSeconds, what);
            if (status is >= 200 and < 300) taken++;
            else if (status is >= 400 and < 500) refused++;
            else failures.Add($"{what}: {status} {text}");
            var after = await Digests();
            if (status is not (>= 200 and < 300) && after.Where(d => before.GetValueOrDefault(d.Key) != d.Value).Select(d => d.Key).ToList() is { Count: > 0 } changed) failures.Add($"{what}: {status}, and the store is another: {string.Join(", ", changed)}");
            before = after;
        }

        return new FuzzOutcome(count, taken, refused, failures, slowest, seconds);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await looking.DisposeAsync();
        await app.StopAsync();
        await app.DisposeAsync();
        store.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static int HashCode(int seed, int file) => unchecked((seed * 1_000_003) ^ (file * 16_777_619));

    private async Task<(int Status, string Text)> Post(FuzzSample sample, byte[] bytes, string onError)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/imports?codebook={sample.Key}&date=2026-09-30&onError={onError}") { Content = new ByteArrayContent(bytes) };
            request.Headers.Add("Prefer", "wait=60");
            using var response = await client.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            if ((int)response.StatusCode is >= 400 and < 500) Count(text);
            return ((int)response.StatusCode, text.Length > 500 ? text[..500] : text);
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return (0, exception.Message);
        }
    }

    private void Count(string problem)
    {
        const string mark = "\"refusalCode\":\"";
        var at = problem.IndexOf(mark, StringComparison.Ordinal) + mark.Length;
        var code = at < mark.Length ? "another problem" : problem[at..problem.IndexOf('"', at)];
        codes[code] = codes.GetValueOrDefault(code) + 1;
    }

    // Every row of every table, but for those that keep what was sent and what became of it.
    private async Task<SortedDictionary<string, string>> Digests()
    {
        var digests = new SortedDictionary<string, string>(StringComparer.Ordinal);
        await Each("select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not like 'posting%'", row => digests[row.GetString(0)] = "");
        foreach (var table in digests.Keys.ToList())
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await Each($"select * from \"{table}\"", row =>
            {
                for (var i = 0; i < row.FieldCount; i++) hash.AppendData(row.GetValue(i) switch { byte[] blob => blob, var value => Encoding.UTF8.GetBytes(Convert.ToString(value, CultureInfo.InvariantCulture) + "\0") });
            });
            digests[table] = Convert.ToHexString(hash.GetCurrentHash());
        }

        return digests;
    }

    private async Task Each(string sql, Action<DbDataReader> row)
    {
        await using var command = looking.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) row(reader);
    }
}
