using NUnit.Framework;
using Symetrie.Analytics.Tests.Stores.Engines;

namespace Symetrie.Analytics.Tests;

/// <summary>Ends the server when the tests have ended.</summary>
[SetUpFixture]
internal sealed class PostgresEnd
{
    [OneTimeTearDown]
    public void End() => PostgresServer.End();
}
