namespace Symetrie.Analytics.Tests;

/// <summary>How many cases a simulation tries: a part of them where somebody waits for the tests, all of them where <c>SYMETRIE_WHOLE=1</c> is set, as <c>.ci/run</c> does.</summary>
internal static class Amount
{
    public static int Of(int usual, int whole) => Environment.GetEnvironmentVariable("SYMETRIE_WHOLE") == "1" ? whole : usual;
}
