using System.Diagnostics;
using System.Globalization;
using Symetrie.Api.Imports;
using Symetrie.Api.Stores;

namespace Symetrie.Benchmarks.Fuzzing;

/// <summary>Posts damaged files to the program, over HTTP, and looks at its store after each.</summary>
public sealed class FuzzRun : IAsyncDisposable
{
    private readonly string folder;
    private readonly IReadOnlyList<FuzzSample> samples;
    private readonly HttpClient client;
    private readonly StoreDigests digests;
    private readonly FuzzServer server;
    private readonly FuzzOutcome outcome;

    private FuzzRun(string folder, IReadOnlyList<FuzzSample> samples, FuzzServer server, string key, FuzzOutcome outcome)
    {
        (this.folder, this.samples, this.server, this.outcome) = (folder, samples, server, outcome);
        digests = new StoreDigests(StoreIn(folder));
        client = new HttpClient { Timeout = TimeSpan.FromMinutes(2), BaseAddress = server.Address };
        client.DefaultRequestHeaders.Add("X-Api-Key", key);
    }

    /// <summary>Starts the program with a store of its own.</summary>
    /// <param name="samples">The good files.</param>
    /// <param name="outcome">Told what becomes of the damaged ones.</param>
    public static async Task<FuzzRun> Start(IReadOnlyList<FuzzSample> samples, FuzzOutcome outcome)
    {
        var work = Directory.CreateTempSubdirectory("symetrie-fuzz-").FullName;
        string key;
        using (var store = Store.Open(StoreIn(work), TimeProvider.System))
        {
            foreach (var codebook in samples.Select(s => s.Codebook).Distinct(StringComparer.Ordinal)) store.Codebooks.Put(CodebookFile.Read(codebook).Value ?? throw new InvalidOperationException(codebook));
            key = store.Keys.Add(Scope.Admin, "fuzz").Key;
        }

        return new FuzzRun(work, samples, await FuzzServer.Start(StoreIn(work)), key, outcome);
    }

    /// <summary>Posts the good files as they are: those that are refused are named.</summary>
    public async Task<IReadOnlyList<string>> Whole()
    {
        var refused = new List<string>();
        foreach (var sample in samples)
        {
            var (status, text) = await Post(Import(sample, "skip"), sample.Content);
            if (status is < 200 or > 299) refused.Add($"{sample.Name}: {text}");
        }

        return refused;
    }

    /// <summary>Posts damaged files.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="first">The number of the first.</param>
    /// <param name="count">How many.</param>
    public async Task Run(int seed, int first, int count)
    {
        var before = await digests.Read();
        for (var i = first; i < first + count && !server.IsGone; i++)
        {
            var (what, address, bytes, keeps) = File(seed, i);
            var clock = Stopwatch.StartNew();
            var (status, text) = await Post(address, bytes);
            outcome.Took(clock.Elapsed.TotalSeconds, what);
            // What the program says of it in its log comes after its answer.
            if (status is not (>= 200 and < 500)) await Task.Delay(TimeSpan.FromSeconds(1));
            var taken = Judge(what, status, text);
            var after = await digests.Read();
            if (!(taken && keeps) && after.Where(d => before.GetValueOrDefault(d.Key) != d.Value).Select(d => d.Key).ToList() is { Count: > 0 } changed) outcome.Fail($"{what}: {status}, and the store is another: {string.Join(", ", changed)}");
            before = after;
            if (server.Peak() is var peak && peak > outcome.Peak) (outcome.Peak, outcome.Hungriest) = (peak, what);
        }

        if (server.IsGone) outcome.Fail($"the program ended: {string.Join('\n', server.Said)}");
    }

    /// <summary>Tells the program to stop while it takes a file in.</summary>
    public async Task Stop()
    {
        if (server.IsGone) return;
        var last = Post(Import(samples[0], "skip"), samples[0].Content);
        if (await server.Stop() is { } seconds) outcome.Stopping = Math.Max(outcome.Stopping, seconds);
        else outcome.Fail($"the program did not stop when it was told to: {string.Join('\n', server.Said)}");
        await last;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await digests.DisposeAsync();
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static string StoreIn(string folder) => Path.Combine(folder, "store.db");

    private static string Import(FuzzSample sample, string onError) => $"/v1/imports?codebook={sample.Key}&date=2026-09-30&onError={onError}";

    // A seed of its own each: any one file can be made again without those before it.
    private (string What, string Address, byte[] Bytes, bool Keeps) File(int seed, int number)
    {
        var random = new Random(unchecked((seed * 1_000_003) ^ (number * 16_777_619)));
        var sample = samples[random.Next(samples.Count)];
        var bytes = new Mutation(random).Of(sample.Content);
        var what = string.Create(CultureInfo.InvariantCulture, $"file {number} of seed {seed}, from {sample.Name}");
        var onError = random.Next(2) == 0 ? "skip" : "reject";
        return random.Next(10) switch
        {
            0 => ($"{what}, proposed", "/v1/codebooks/propose", bytes, false),
            1 => ($"{what}, by whichever codebook fits", $"/v1/imports?date=2026-09-30&onError={onError}", bytes, true),
            2 => ($"{what}, dry", Import(sample, onError) + "&dryRun=true", bytes, false),
            _ => (what, Import(sample, onError), bytes, true),
        };
    }

    private bool Judge(string what, int status, string text)
    {
        outcome.Files++;
        var taken = status is >= 200 and < 300;
        if (taken) outcome.Taken++;
        else if (status is >= 400 and < 500) outcome.Refused++;
        else outcome.Fail($"{what}: {status} {text}\n{string.Join('\n', server.Said)}");
        if (status is >= 400 and < 500) outcome.Count(text);
        return taken;
    }

    private async Task<(int Status, string Text)> Post(string address, byte[] bytes)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(bytes) };
            request.Headers.Add("Prefer", "wait=60");
            using var response = await client.SendAsync(request);
            return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return (0, exception.Message);
        }
    }
}
