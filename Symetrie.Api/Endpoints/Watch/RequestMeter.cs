using System.Collections.Concurrent;

namespace Symetrie.Api.Endpoints.Watch;

/// <summary>Counts requests since the program began, by method, pattern and status. The patterns are those of the map, so there are few.</summary>
internal sealed class RequestMeter
{
    private readonly ConcurrentDictionary<(string Method, string Route, int Status), Counter> counters = new();

    /// <summary>A request was answered.</summary>
    public void Note(string method, string route, int status, TimeSpan time) => counters.GetOrAdd((method, route, status), _ => new Counter()).Add(time);

    /// <summary>What was counted, in a fixed order.</summary>
    public IReadOnlyList<RequestCount> All() =>
        [.. counters.Select(c => c.Value.Read(c.Key.Method, c.Key.Route, c.Key.Status)).OrderBy(c => c.Route, StringComparer.Ordinal).ThenBy(c => c.Method, StringComparer.Ordinal).ThenBy(c => c.Status)];

    private sealed class Counter
    {
        private long number;
        private long ticks;

        public void Add(TimeSpan time)
        {
            Interlocked.Increment(ref number);
            Interlocked.Add(ref ticks, time.Ticks);
        }

        public RequestCount Read(string method, string route, int status) => new(method, route, status, Interlocked.Read(ref number), TimeSpan.FromTicks(Interlocked.Read(ref ticks)).TotalSeconds);
    }
}

/// <summary>Requests of one kind.</summary>
/// <param name="Method">The method.</param>
/// <param name="Route">The pattern of the address.</param>
/// <param name="Status">The status of the answer.</param>
/// <param name="Number">How many.</param>
/// <param name="Seconds">How long they took together.</param>
internal sealed record RequestCount(string Method, string Route, int Status, long Number, double Seconds);
