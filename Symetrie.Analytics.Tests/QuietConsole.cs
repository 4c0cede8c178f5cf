using NUnit.Framework;

namespace Symetrie.Analytics.Tests;

/// <summary>Programs that tests start write no line for each request: there are a hundred thousand of them. What is logged is tested where a test listens.</summary>
[SetUpFixture]
internal sealed class QuietConsole
{
    [OneTimeSetUp]
    public void Hush() => Environment.SetEnvironmentVariable("Logging__Console__LogLevel__Symetrie.Api.Endpoints.Watch", "None");

    [OneTimeTearDown]
    public void Clear() => Endpoints.SampleStore.Clear();
}
