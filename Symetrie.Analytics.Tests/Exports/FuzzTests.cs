using NUnit.Framework;
using Shouldly;
using Symetrie.Benchmarks.Fuzzing;

namespace Symetrie.Analytics.Tests.Exports;

/// <summary>Damaged copies of the good samples, posted to the program as it is served: each is taken or refused, and a refused one changes nothing. Benchmarks runs 20,000 of them.</summary>
public sealed class FuzzTests
{
    private const long MostMemory = 512L << 20;

    [Test]
    public async Task ADamagedFileIsTakenOrRefusedAndNothingElse()
    {
        var outcome = new FuzzOutcome();
        await using var run = await FuzzRun.Start(FuzzSample.All(Places.OfData("exports")), outcome);
        (await run.Whole()).ShouldBeEmpty();
        await run.Run(seed: 20261122, first: 0, count: 300);
        await run.Stop();
        outcome.Failures.ShouldBeEmpty();
        outcome.Taken.ShouldBeGreaterThan(20);
        outcome.Refused.ShouldBeGreaterThan(100);
        outcome.Codes.Count.ShouldBeGreaterThan(8);
        outcome.Slowest.Seconds.ShouldBeLessThan(5, outcome.Slowest.What);
        outcome.Peak.ShouldBeLessThan(MostMemory);
        outcome.Stopping.ShouldBeLessThan(10);
    }
}
