using NUnit.Framework;

namespace Symetrie.Analytics.Tests.Endpoints;

/// <summary>One program with the published samples for all tests that only read.</summary>
[SetUpFixture]
internal sealed class PublishedSamples
{
    public static TestApi Api { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task Start() => Api = await TestApi.StartWithSamples();

    [OneTimeTearDown]
    public async Task Stop() => await Api.DisposeAsync();
}
