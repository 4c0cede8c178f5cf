using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Notices;

/// <summary>Sends notices, each at least once, signed as <see href="https://www.standardwebhooks.com">Standard Webhooks</see> has it: an HMAC-SHA-256 over id, time and body.</summary>
/// <param name="store">The store.</param>
/// <param name="settings">To whom.</param>
/// <param name="log">Where outcomes are noted.</param>
public sealed partial class Courier(Store store, ListenerSettings settings, ILogger<Courier> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.Addresses.Count == 0) return;
        using var client = Client(settings);
        while (!stoppingToken.IsCancellationRequested)
        {
            // One that does not answer keeps no other waiting.
            await Task.WhenAll(settings.Addresses.Select(address => Serve(client, address, stoppingToken)));
            await Task.Delay(Look, stoppingToken);
        }
    }

    /// <summary>Sends a listener all that it is to be sent by now.</summary>
    internal async Task Serve(HttpClient client, Uri address, CancellationToken stop)
    {
        try
        {
            var listener = ListenerSettings.NameOf(address);
            await Task.Run(() => store.Notices.Enqueue(listener), stop);
            while (!stop.IsCancellationRequested && await Task.Run(() => store.Notices.Claim(listener), stop) is { } delivery)
            {
                var error = await Send(client, address, delivery, stop);
                var state = await Task.Run(() => store.Notices.End(delivery, error), CancellationToken.None);
                if (error is null) Delivered(log, delivery.Id, address.IdnHost);
                else Undelivered(log, delivery.Id, address.IdnHost, delivery.Attempts, error, state);
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            NotLooked(log, failure);
        }
    }

    /// <summary>A client that follows no redirect, asks no proxy, keeps no cookie, and connects to allowed addresses only.</summary>
    internal static HttpClient Client(ListenerSettings settings) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        // A name is resolved anew, and its address checked, for every round.
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        MaxResponseHeadersLength = 16,
        ConnectCallback = new Reach(settings.Networks).Connect,
    })
    {
        Timeout = Patience,
    };

    /// <summary>The signature of a notice.</summary>
    internal static string Sign(byte[] key, string id, string time, string body) => "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{id}.{time}.{body}")));

    private async Task<string?> Send(HttpClient client, Uri address, Delivery delivery, CancellationToken stop)
    {
        var time = store.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(delivery.Body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")) };
        request.Headers.Add("webhook-id", delivery.Id);
        request.Headers.Add("webhook-timestamp", time);
        request.Headers.Add("webhook-signature", Sign(settings.Signing, delivery.Id, time, delivery.Body));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Symetrie", typeof(Courier).Assembly.GetName().Version!.ToString(3)));
        try
        {
            // What a listener says beside the status is not read.
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
            return answer.IsSuccessStatusCode ? null : (int)answer.StatusCode is >= 300 and < 400 ? $"answered {(int)answer.StatusCode}; redirects are not followed" : $"answered {(int)answer.StatusCode}";
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException || (failure is OperationCanceledException && !stop.IsCancellationRequested))
        {
            return failure is OperationCanceledException ? $"did not answer within {Patience.TotalSeconds:0} seconds" : failure.Message;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Notice {Notice} was taken by {Host}")]
    private static partial void Delivered(ILogger log, string notice, string host);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Notice {Notice} was not taken by {Host}, attempt {Attempt}: {Reason}; it is {State}")]
    private static partial void Undelivered(ILogger log, string notice, string host, long attempt, string reason, string state);

    [LoggerMessage(Level = LogLevel.Error, Message = "Notices could not be looked at")]
    private static partial void NotLooked(ILogger log, Exception failure);
}
