namespace Symetrie.Benchmarks.Comparison;

/// <summary>The middle of several runs of one thing.</summary>
internal sealed class Middle
{
    private readonly List<Child> runs = [];

    /// <summary>Wall-clock seconds.</summary>
    public double Wall => Of(r => r.Seconds);

    /// <summary>Seconds of its own code.</summary>
    public double Computed => Of(r => r.Computed);

    /// <summary>The highest peak, MB.</summary>
    public double Peak => runs.Max(r => r.PeakMegabytes);

    /// <summary>Adds a run.</summary>
    public Middle Add(Child run)
    {
        runs.Add(run);
        return this;
    }

    private double Of(Func<Child, double> figure) => runs.Select(figure).Order().ElementAt(runs.Count / 2);
}
