using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Symetrie.Benchmarks.Comparison;

/// <summary>The verb <c>sharing</c>: how long a run tallies a set on one PostgreSQL alone, and with a second process beside it.</summary>
/// <remarks>Each process has one core, and the server works for it on the same: what another machine would bring, as far as one of two cores can show it. Without that a single
/// process and the server fill both cores, and there is nothing left that a second could bring.</remarks>
/// <param name="codebooks">The folder of the project's codebooks.</param>
/// <param name="server">The connection string of a database on the server, on this machine, whose user may make others and may see all processes.</param>
internal sealed class SharedTallies(string codebooks, string server)
{
    private const int Rounds = 5;
    private const string Database = "symetrie_sharing";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly string own = Path.Combine(AppContext.BaseDirectory, "symetrie.dll");

    /// <summary>Measures a folder that holds <c>employees.csv</c> and <c>customers.csv</c>.</summary>
    public void Run(string folder)
    {
        var work = Directory.CreateTempSubdirectory("symetrie-sharing-").FullName;
        try
        {
            Execute(server, $"drop database if exists {Database} with (force)");
            Execute(server, $"create database {Database} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'");
            foreach (var codebook in new[] { "bench-employee.json", "bench-customer.json" }) Child.Run("dotnet", own, "codebook", "add", Path.Combine(codebooks, codebook), "--store", Store(work, "setup"));
            Child.Run("dotnet", own, "import", Path.Combine(folder, "employees.csv"), Path.Combine(folder, "customers.csv"), "--store", Store(work, "setup"));
            // What the server tidies up by itself after so many rows would fall into the first rounds.
            Execute($"{new NpgsqlConnectionStringBuilder(server) { Database = Database }}", "vacuum (analyze)");
            var (alone, together) = (new List<double>(), new List<double>());
            Console.WriteLine("| round | one process s | two processes s | ratio |");
            Console.WriteLine("|---|---|---|---|");
            for (var round = 1; round <= Rounds; round++)
            {
                alone.Add(Tally(work, isShared: false));
                together.Add(Tally(work, isShared: true));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {round} | {alone[^1]:0.00} | {together[^1]:0.00} | {alone[^1] / together[^1]:0.00}× |"));
            }

            var (one, two) = (alone.Order().ElementAt(Rounds / 2), together.Order().ElementAt(Rounds / 2));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| middle | {one:0.00} | {two:0.00} | {one / two:0.00}× |"));
        }
        finally
        {
            Execute(server, $"drop database if exists {Database} with (force)");
            Directory.Delete(work, recursive: true);
        }
    }

    private double Tally(string work, bool isShared)
    {
        using var pinning = new CancellationTokenSource();
        var address = $"{new NpgsqlConnectionStringBuilder(server) { Database = Database }}";
        Execute(address, "update run set state = 'failed' where state <> 'succeeded'; truncate tally; truncate tally_portion; truncate tally_found; delete from setting where name = 'settled'; checkpoint");
        // From when the run has laid out what it wants.
        var clock = new Stopwatch();
        var pins = Task.Run(() => Pin(clock, pinning.Token));
        using var hand = isShared ? Begin(1, "serve", Store(work, "second"), "listening on") : null;
        using var run = Begin(0, "recompute", Store(work, "first"), "reading");
        try
        {
            run.Await("analysing", Patience);
            return clock.Elapsed.TotalSeconds;
        }
        finally
        {
            // What comes after the tallies is another measurement's.
            run.End();
            hand?.End();
            pinning.Cancel();
            pins.GetAwaiter().GetResult();
        }
    }

    private Watched Begin(int core, string verb, string store, string until)
    {
        var start = new ProcessStartInfo("taskset", ["-c", $"{core}", "dotnet", own, verb, "--store", store]);
        (start.Environment["ASPNETCORE_URLS"], start.Environment["Symetrie__Scheduler__Enabled"]) = ("http://127.0.0.1:0", "false");
        var process = new Watched(start);
        process.Await(until, Patience);
        return process;
    }

    // The server's processes work on the core of whom they work for.
    private void Pin(Stopwatch clock, CancellationToken stop)
    {
        using var connection = new NpgsqlConnection($"{new NpgsqlConnectionStringBuilder(server) { Database = Database, ApplicationName = "watch" }}");
        connection.Open();
        using var offered = new NpgsqlCommand("select count(*) from tally_portion", connection);
        using var command = new NpgsqlCommand($"select pid, application_name from pg_stat_activity where datname = '{Database}'", connection);
        for (var pinned = new HashSet<int>(); !stop.IsCancellationRequested; Thread.Sleep(20))
        {
            if (!clock.IsRunning && (long)offered.ExecuteScalar()! > 0) clock.Start();
            using var rows = command.ExecuteReader();
            while (rows.Read())
                if (pinned.Add(rows.GetInt32(0))) Process.Start(new ProcessStartInfo("taskset", ["-cp", rows.GetString(1) == "second" ? "1" : "0", $"{rows.GetInt32(0)}"]) { RedirectStandardOutput = true, UseShellExecute = false })!.WaitForExit();
        }
    }

    private string Store(string work, string name) => $"{new NpgsqlConnectionStringBuilder(server) { Database = Database, ApplicationName = name }};Folder={work}";

    private static void Execute(string address, string statement)
    {
        using var connection = new NpgsqlConnection(address);
        connection.Open();
        foreach (var one in statement.Split("; "))
        {
            using var command = new NpgsqlCommand(one, connection);
            command.ExecuteNonQuery();
        }
    }
}
