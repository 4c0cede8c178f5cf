using System.Collections.Concurrent;
using System.Diagnostics;

namespace Symetrie.Benchmarks.Comparison;

/// <summary>A program that is watched by what it writes.</summary>
internal sealed class Watched : IDisposable
{
    private readonly BlockingCollection<string> lines = [];
    private readonly Process process;

    /// <summary>Starts it.</summary>
    public Watched(ProcessStartInfo start)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError, start.UseShellExecute) = (true, true, false);
        process = new Process { StartInfo = start };
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Waits for a line that holds words.</summary>
    /// <exception cref="TimeoutException">None came in time.</exception>
    public void Await(string words, TimeSpan patience)
    {
        var waited = Stopwatch.StartNew();
        while (lines.TryTake(out var line, patience - waited.Elapsed))
            if (line.Contains(words, StringComparison.Ordinal)) return;
        throw new TimeoutException($"'{words}' never came");
    }

    /// <summary>Ends it.</summary>
    public void End()
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        process.Dispose();
        lines.Dispose();
    }

    private void Keep(object sender, DataReceivedEventArgs told)
    {
        if (told.Data is { } line) lines.Add(line);
    }
}
