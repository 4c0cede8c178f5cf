using NUnit.Framework;
using Shouldly;
using Symetrie.Api.Stores.Engines;

namespace Symetrie.Analytics.Tests.Stores.Engines;

/// <summary>Who asks for the version gets one that is not older than a millisecond, nor than the last commit of this process.</summary>
internal sealed class RecentVersionTests
{
    [Test]
    public void After_a_commit_the_store_is_asked_again_at_once()
    {
        var version = 0L;
        var recent = new RecentVersion(() => version);
        for (; version < 1000; version++)
        {
            RecentVersion.Committed();
            recent.Read().ShouldBe(version);
        }
    }

    [Test]
    public void What_another_process_committed_is_seen_when_the_millisecond_is_over()
    {
        var version = 1L;
        var recent = new RecentVersion(() => version);
        recent.Read().ShouldBe(1);
        version = 2;
        Thread.Sleep(2);
        recent.Read().ShouldBe(2);
    }

    [Test]
    public void Many_who_ask_together_do_not_ask_the_store_each()
    {
        var asked = 0;
        var recent = new RecentVersion(() => Interlocked.Increment(ref asked));
        for (var i = 0; i < 100_000; i++) recent.Read();
        // Other tests commit meanwhile, and time goes by; not a hundred thousand times.
        asked.ShouldBeLessThan(50_000);
    }
}
