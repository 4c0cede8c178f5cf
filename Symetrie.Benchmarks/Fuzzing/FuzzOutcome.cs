namespace Symetrie.Benchmarks.Fuzzing;

/// <summary>What became of the damaged files.</summary>
public sealed class FuzzOutcome
{
    private const double Slow = 2.5;
    private readonly List<string> failures = [];

    /// <summary>How many there were.</summary>
    public int Files { get; set; }

    /// <summary>How many were taken in all the same, or got a proposal.</summary>
    public int Taken { get; set; }

    /// <summary>How many were refused with an answer from 400 to 499.</summary>
    public int Refused { get; set; }

    /// <summary>What must not happen: an answer above 499, no answer, a refused file that changed the store, a program that ended or would not end.</summary>
    public IReadOnlyList<string> Failures => failures;

    /// <summary>Seconds of the slowest answer, and what it was.</summary>
    public (double Seconds, string What) Slowest { get; private set; } = (0, "");

    /// <summary>The most memory the program held, in bytes.</summary>
    public long Peak { get; set; }

    /// <summary>The file at which it came to that.</summary>
    public string Hungriest { get; set; } = "";

    /// <summary>Seconds the program took to stop when it was told to, the longest.</summary>
    public double Stopping { get; set; }

    /// <summary>The codes of the refusals, and how often each was given.</summary>
    public IDictionary<string, int> Codes { get; } = new SortedDictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Notes what must not happen; a long run tells it at once, too.</summary>
    public void Fail(string failure)
    {
        failures.Add(failure);
        Told?.Invoke(failure);
    }

    /// <summary>Notes how long an answer took.</summary>
    public void Took(double seconds, string what)
    {
        if (seconds > Slowest.Seconds) Slowest = (seconds, what);
        if (seconds > Slow) Told?.Invoke(FormattableString.Invariant($"{seconds:0.0} s: {what}"));
    }

    /// <summary>Told each failure, and each slow answer.</summary>
    public Action<string>? Told { get; init; }

    /// <summary>Counts a refusal.</summary>
    /// <param name="problem">The answer: problem details.</param>
    public void Count(string problem)
    {
        const string mark = "\"refusalCode\":\"";
        var at = problem.IndexOf(mark, StringComparison.Ordinal) + mark.Length;
        var code = at < mark.Length ? "another problem" : problem[at..problem.IndexOf('"', at)];
        Codes[code] = (Codes.TryGetValue(code, out var times) ? times : 0) + 1;
    }
}
