using System.Text;
using Spectre.Console;
using Symetrie.Analytics;

namespace Symetrie.Api.Commands;

/// <summary>Where a command writes, and what it is told from outside: data goes to <see cref="Data"/>, everything else to <see cref="Notes"/>.</summary>
/// <param name="data">Standard output.</param>
/// <param name="notes">Standard error.</param>
/// <param name="settings">The configuration section <c>Symetrie</c>.</param>
/// <param name="clock">The clock.</param>
internal sealed class Terminal(IAnsiConsole data, IAnsiConsole notes, IConfiguration settings, TimeProvider clock)
{
    private const int PipeWidth = 140;

    /// <summary>Standard output, for tables.</summary>
    public IAnsiConsole Data => data;

    /// <summary>Standard error, for people.</summary>
    public IAnsiConsole Notes => notes;

    /// <summary>The configuration section <c>Symetrie</c>.</summary>
    public IConfiguration Settings => settings;

    /// <summary>The clock.</summary>
    public TimeProvider Clock => clock;

    /// <summary>Standard output, for bytes and lines.</summary>
    public TextWriter Out => data.Profile.Out.Writer;

    /// <summary>Standard error, for plain lines.</summary>
    public TextWriter Error => notes.Profile.Out.Writer;

    /// <summary>The terminal of this process.</summary>
    public static Terminal OfProcess()
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build().GetSection("Symetrie");
        return new Terminal(Open(Console.OpenStandardOutput(), Console.IsOutputRedirected), Open(Console.OpenStandardError(), Console.IsErrorRedirected), configuration, TimeProvider.System);
    }

    /// <summary>A console on a writer that is no terminal: no colour, no moving parts, and lines that are not broken at 80 columns.</summary>
    public static IAnsiConsole Plain(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = PipeWidth;
        return console;
    }

    /// <summary>Writes a line for people.</summary>
    public void Note(string line) => Error.WriteLine(line);

    /// <summary>Says why the input was refused.</summary>
    public int Refuse(string reason) => End(ExitCode.Refused, "refused", reason);

    /// <summary>Says what is wrong with the command line.</summary>
    public int Misuse(string reason) => End(ExitCode.Usage, "usage", reason);

    /// <summary>Says what failed, in one line.</summary>
    public int Fail(string reason) => End(ExitCode.Failure, "failed", string.Join(' ', reason.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));

    /// <summary>Writes a list: a table on a terminal, tab-separated lines under a header elsewhere.</summary>
    public void List(string[] header, IEnumerable<string?[]> rows)
    {
        if (!data.Profile.Out.IsTerminal)
        {
            Out.WriteLine(string.Join('\t', header));
            foreach (var row in rows) Out.WriteLine(string.Join('\t', row.Select(cell => cell?.ReplaceLineEndings(" ").Replace('\t', ' '))));
            return;
        }

        var table = AsWritten.Table(header);
        foreach (var row in rows) table.AddTexts(row.Select(cell => cell ?? ""));
        data.Write(table);
    }

    /// <summary>The settings of an analysis as the configuration has them.</summary>
    /// <exception cref="ArgumentException">A value is no number or not allowed; the message names it.</exception>
    public AnalysisSettings Analysis()
    {
        var standard = new AnalysisSettings();
        return new AnalysisSettings
        {
            Confidence = Number("Confidence", standard.Confidence, double.TryParse),
            Margin = Number("Margin", standard.Margin, double.TryParse),
            AlertEffect = Number("AlertEffect", standard.AlertEffect, double.TryParse),
            Seed = Number("Seed", standard.Seed, ulong.TryParse),
            StratumAttribute = settings["StratumAttribute"] is { Length: > 0 } attribute ? attribute : null,
            PositionCut = Number("PositionCut", standard.PositionCut, double.TryParse),
            LabelMean = Number("LabelMean", standard.LabelMean, double.TryParse),
            LabelFloor = Number("LabelFloor", standard.LabelFloor, double.TryParse),
            EmployeeMinimum = Number("EmployeeMinimum", standard.EmployeeMinimum, int.TryParse),
            CustomerMinimum = Number("CustomerMinimum", standard.CustomerMinimum, int.TryParse),
            DetailMinimum = Number("DetailMinimum", standard.DetailMinimum, int.TryParse),
            Threads = Math.Max(1, Number("Threads", standard.Threads, int.TryParse)),
        };
    }

    /// <summary>How the store is served, as the configuration has it.</summary>
    /// <exception cref="ArgumentException">A value cannot be; the message names it.</exception>
    public Endpoints.ServeSettings Serving()
    {
        var standard = new Endpoints.ServeSettings();
        return new Endpoints.ServeSettings
        {
            RequestsPerMinute = Number("RequestsPerMinute", standard.RequestsPerMinute, int.TryParse),
            OldestHours = Number("OldestHours", 0.0, double.TryParse) is var hours and not 0 ? hours : null,
            Origins = Texts("Origins"),
            Proxies = Texts("Proxies"),
        };
    }

    /// <summary>A list of texts, joined by commas.</summary>
    public string[] Texts(string key) => (settings[key] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Reads a value.</summary>
    public delegate bool Parse<T>(string text, out T value);

    /// <summary>A value of the configuration.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="standard">What it is where the configuration has none.</param>
    /// <param name="parse">Reads it.</param>
    /// <param name="wanted">What it has to be, for people.</param>
    /// <exception cref="ArgumentException">It is something else.</exception>
    public T Read<T>(string key, T standard, Parse<T> parse, string wanted) => settings[key] switch
    {
        null or "" => standard,
        var text when parse(text, out var value) => value,
        var text => throw new ArgumentException($"Symetrie__{key.Replace(":", "__", StringComparison.Ordinal)} is '{text}', which is not {wanted}", nameof(key)),
    };

    private T Number<T>(string key, T standard, Parse<T> parse) => Read(key, standard, parse, "a number it can be");

    private int End(int code, string word, string reason)
    {
        Note($"{word}: {reason}");
        return code;
    }

    private static IAnsiConsole Open(Stream stream, bool redirected)
    {
        var writer = new StreamWriter(stream, new UTF8Encoding(false)) { AutoFlush = true };
        if (redirected) return Plain(writer);
        return AnsiConsole.Create(new AnsiConsoleSettings { Out = new Screen(writer) });
    }

    private sealed class Screen(TextWriter writer) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => true;

        public int Width => Console.WindowWidth > 0 ? Console.WindowWidth : PipeWidth;

        public int Height => Console.WindowHeight > 0 ? Console.WindowHeight : 25;

        // The writer is UTF-8 whatever the console says.
        public void SetEncoding(Encoding encoding)
        {
        }
    }
}
