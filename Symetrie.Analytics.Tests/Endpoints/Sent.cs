using Symetrie.Api.Stores;

namespace Symetrie.Analytics.Tests.Endpoints;

/// <summary>What tests of imports send, and what is left of it.</summary>
internal static class Sent
{
    /// <summary>The sample employees; shifted ones are other persons.</summary>
    public static string Employees(int shift = 0)
    {
        var text = File.ReadAllText(TestApi.Sample("employees.csv"));
        return shift == 0 ? text : text.Replace("EMP-", $"EMP{shift}-", StringComparison.Ordinal);
    }

    /// <summary>The files that wait beside a store.</summary>
    public static string[] Spooled(Store store) => Directory.Exists(store.Engine.SpoolFolder) ? Directory.GetFiles(store.Engine.SpoolFolder) : [];
}

/// <summary>A store that somebody else is writing to until this is disposed.</summary>
internal sealed class BusyStore : IDisposable
{
    private readonly ManualResetEventSlim end = new();
    private readonly Task writing;

    public BusyStore(Store store)
    {
        using var begun = new ManualResetEventSlim();
        writing = Task.Run(() => store.Engine.Write(_ =>
        {
            begun.Set();
            end.Wait(TimeSpan.FromSeconds(60));
            return 0;
        }));
        begun.Wait();
    }

    public void Dispose()
    {
        end.Set();
        writing.Wait();
    }
}
