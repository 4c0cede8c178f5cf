using NUnit.Framework;

namespace Symetrie.Analytics.Tests.Endpoints;

/// <summary>A fixture each of whose tests has a program of its own, on an empty store.</summary>
/// <param name="engine">The store's engine.</param>
public abstract class OwnApi(string engine = "sqlite")
{
    private protected TestApi Api { get; private set; } = null!;

    /// <summary>Starts it.</summary>
    [SetUp]
    public async Task Start() => Api = await TestApi.Start(engine: engine);

    /// <summary>Stops it.</summary>
    [TearDown]
    public async Task Stop() => await Api.DisposeAsync();
}
