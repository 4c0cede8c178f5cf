namespace Symetrie.Analytics.Tests.Recompute;

/// <summary>A clock that moves by hand. As in a machine, what it shows and how it counts seconds are two things: it can be set without any time passing.</summary>
internal sealed class FakeTime(DateTimeOffset now) : TimeProvider
{
    private long passed;

    public DateTimeOffset Now { get; private set; } = now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => passed;

    /// <summary>Time passes.</summary>
    public void Advance(TimeSpan time)
    {
        passed += time.Ticks;
        Now += time;
    }

    /// <summary>Somebody sets the clock.</summary>
    public void Jump(TimeSpan by) => Now += by;
}
