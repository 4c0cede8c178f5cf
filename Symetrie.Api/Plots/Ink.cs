namespace Symetrie.Api.Plots;

/// <summary>A colour by what it says, on white and on black. Verdicts are told apart by shape as well; the colours are those of Okabe and Ito (2008), which
/// every kind of colour vision tells apart, lightened where they stand on black.</summary>
/// <param name="Name">Its name among the classes of a picture.</param>
/// <param name="Light">On white.</param>
/// <param name="Dark">On black.</param>
internal sealed record Ink(string Name, string Light, string Dark)
{
    /// <summary>What is drawn upon.</summary>
    public static Ink Paper { get; } = new("paper", "#ffffff", "#14181d");

    /// <summary>Words and figures.</summary>
    public static Ink Text { get; } = new("text", "#1b1f24", "#e8ebee");

    /// <summary>Words that step back.</summary>
    public static Ink Soft { get; } = new("soft", "#57606a", "#a3adb8");

    /// <summary>Axes.</summary>
    public static Ink Axis { get; } = new("axis", "#8b949e", "#6e7883");

    /// <summary>The grid.</summary>
    public static Ink Grid { get; } = new("grid", "#e4e8ec", "#2a3038");

    /// <summary>The margin of symmetry.</summary>
    public static Ink Band { get; } = new("band", "#d5efe5", "#16392f");

    /// <summary>The crosses of uncertainty.</summary>
    public static Ink Cross { get; } = new("cross", "#b8c0c8", "#4a535d");

    /// <summary>The lines of hatching.</summary>
    public static Ink Hatch { get; } = new("hatch", "#c3cad1", "#4a535d");

    /// <summary>The employee voice, and gaps in its favour.</summary>
    public static Ink Employee { get; } = new("employee", "#0072b2", "#56b4e9");

    /// <summary>The customer voice, and gaps in its favour.</summary>
    public static Ink Customer { get; } = new("customer", "#c04d00", "#ff9a4d");

    /// <summary>Symmetry.</summary>
    public static Ink Symmetric { get; } = new("symmetric", "#00805c", "#2fd0a0");

    /// <summary>Neither shown nor refuted.</summary>
    public static Ink Undetermined { get; } = new("undetermined", "#6b747d", "#98a2ad");

    /// <summary>Nine steps from customers' favour (−4) to employees' (4).</summary>
    public static IReadOnlyList<Ink> Steps { get; } =
    [
        new("step-m4", "#a63603", "#ffb06a"), new("step-m3", "#e66f14", "#cc6a16"), new("step-m2", "#fda45d", "#8c4a12"), new("step-m1", "#fdd9b5", "#57331a"),
        new("step-0", "#f1f3f5", "#262c33"),
        new("step-p1", "#cfe2f3", "#1d3b56"), new("step-p2", "#8bbbe0", "#265f8f"), new("step-p3", "#4592cb", "#3c86c4"), new("step-p4", "#08519c", "#93c7f2"),
    ];

    /// <summary>What is written upon a step, so that it can be read.</summary>
    public static Ink Upon(int step) => Math.Abs(step) switch
    {
        4 => new("upon-4", "#ffffff", "#101418"),
        3 => new("upon-3", "#101418", "#101418"),
        _ => Text,
    };

    /// <summary>The ink of a verdict of the gaps.</summary>
    public static Ink OfVerdict(string verdict) => verdict switch
    {
        "symmetric" => Symmetric,
        "employee-favoured" => Employee,
        "customer-favoured" => Customer,
        _ => Undetermined,
    };
}
