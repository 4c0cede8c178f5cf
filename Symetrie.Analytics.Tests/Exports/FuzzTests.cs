using NUnit.Framework;
using Shouldly;
using Symetrie.Benchmarks.Fuzzing;

namespace Symetrie.Analytics.Tests.Exports;

/// <summary>Damaged copies of the good samples, posted to the program: each is taken or refused, and a refused one changes nothing. Benchmarks runs 20,000 of them.</summary>
public sealed class FuzzTests
{
    [Test]
    public async Task ADamagedFileIsTakenOrRefusedAndNothingElse()
    {
        await using var run = await FuzzRun.Start(Places.OfData("exports"));
        (await run.Whole()).ShouldBeEmpty();
        var outcome = await run.Run(seed: 20261122, first: 0, count: 300);
        outcome.Failures.ShouldBeEmpty();
        outcome.Taken.ShouldBeGreaterThan(20);
        outcome.Refused.ShouldBeGreaterThan(100);
        run.Codes.Count.ShouldBeGreaterThan(8);
        outcome.Slowest.Seconds.ShouldBeLessThan(5, outcome.Slowest.What);
    }
}
