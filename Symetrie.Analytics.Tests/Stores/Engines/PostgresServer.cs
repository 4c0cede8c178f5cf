using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using NUnit.Framework;
using Symetrie.Api.Stores;

namespace Symetrie.Analytics.Tests.Stores.Engines;

/// <summary>A PostgreSQL server of the test run's own, started when first asked for and gone with the run. Where there is none to start, tests that want it are skipped and say so.</summary>
internal sealed class PostgresServer : IDisposable
{
    private const string Ready = "ready";

    // Nothing of this has to outlive a power cut.
    private const string Settings = "-c fsync=off -c full_page_writes=off -c autovacuum=off -c max_connections=300 -c shared_buffers=64MB -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c wal_level=minimal -c max_wal_senders=0";
    private static readonly Lock Starting = new();
    private static PostgresServer? shared;
    private static string? missing;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("symetrie-pg-");
    private readonly string programs;
    private Process? process;
    private readonly ConcurrentBag<string> free = [];
    private int made;

    private PostgresServer(string programs, string settings)
    {
        (this.programs, Port) = (programs, FreePort());
        if (IsRoot) Run("chown", ["postgres", folder.FullName]);
        Run(Path.Combine(programs, "initdb"), ["-D", Files, "--locale=C", "-E", "UTF8", "-A", "trust", "-U", "postgres", "--no-sync"], asServer: true);
        Start(settings);
    }

    /// <summary>The port it listens on.</summary>
    public int Port { get; }

    /// <summary>The folder of its files.</summary>
    public string Files => Path.Combine(folder.FullName, "data");

    private static bool IsRoot => Environment.UserName == "root";

    /// <summary>The server of the run; skips the test where there is none to start.</summary>
    public static PostgresServer Shared()
    {
        lock (Starting)
        {
            if (shared is null && missing is null)
            {
                shared = Own(out missing);
                shared?.MakeReady();
            }
        }

        return shared ?? throw Absent();
    }

    /// <summary>A server for one test that stops and starts it; skips the test where there is none to start.</summary>
    public static PostgresServer Own(string settings = Settings) => Own(out _, settings) ?? throw Absent();

    /// <summary>Stops what runs, when the tests have ended.</summary>
    public static void End()
    {
        lock (Starting) shared?.Dispose();
    }

    /// <summary>Makes a database.</summary>
    /// <param name="template">What it is made of: without one a store with this program's schema.</param>
    /// <returns>Its name.</returns>
    public string MakeDatabase(string template = Ready)
    {
        var name = $"t{Interlocked.Increment(ref made)}";
        lock (this) Execute($"create database {name} template {template} strategy file_copy");
        return name;
    }

    /// <summary>Lends an empty store: to make a database takes a test's time several times over.</summary>
    public string Lend() => free.TryTake(out var name) ? name : MakeDatabase();

    /// <summary>Takes a lent store back, whatever is in it and whoever.</summary>
    public void GiveBack(string name)
    {
        Execute(
            $"""
            select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}' and pid <> pg_backend_pid();
            do $$ declare t text; begin
                for t in select tablename from pg_tables where schemaname = 'public' loop
                    execute format('delete from %I', t) || case t when 'setting' then ' where name not in (''schema'', ''views'')' else '' end;
                end loop;
            end $$
            """, name);
        using (var connection = Open(name))
        {
            // Who has meddled with the tables leaves nothing to lend again.
            using var command = new NpgsqlCommand("select value from setting where name = 'schema'", connection);
            if ((string?)command.ExecuteScalar() == $"{StoreSchema.Known}")
            {
                free.Add(name);
                return;
            }
        }

        Drop(name);
    }

    /// <summary>Takes a database away, whoever is in it.</summary>
    public void Drop(string name) => Execute($"drop database if exists {name} with (force)");

    /// <summary>The address of a store.</summary>
    /// <param name="database">The database.</param>
    /// <param name="beside">The folder of the files beside it.</param>
    public string Address(string database, string beside) => $"Host=127.0.0.1;Port={Port};Username=postgres;Database={database};Folder={beside}";

    /// <summary>Executes a statement as its administrator.</summary>
    public void Execute(string statement, string database = "postgres")
    {
        using var connection = Open(database);
        using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 60 };
        command.ExecuteNonQuery();
    }

    /// <summary>Opens a connection as its administrator.</summary>
    public NpgsqlConnection Open(string database)
    {
        var connection = new NpgsqlConnection($"Host=127.0.0.1;Port={Port};Username=postgres;Database={database};Pooling=false");
        connection.Open();
        return connection;
    }

    /// <summary>Stops it at once, as a machine that loses its power does, or in order.</summary>
    /// <param name="atOnce">Whether nobody is told.</param>
    public void Stop(bool atOnce)
    {
        Run(Path.Combine(programs, "pg_ctl"), ["-D", Files, "-m", atOnce ? "immediate" : "fast", "-w", "stop"], asServer: true);
        process?.WaitForExit(20_000);
    }

    /// <summary>Starts it.</summary>
    public void Start(string settings = Settings)
    {
        // It ends when its input does, be it that this process is killed.
        var command = $"{Path.Combine(programs, "postgres")} -D {Files} -p {Port} {settings} >>{Files}/log 2>&1 & server=$!; (cat >/dev/null; kill -INT $server) & wait $server; kill $! 2>/dev/null";
        var start = new ProcessStartInfo(IsRoot ? "runuser" : "sh") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = folder.FullName };
        foreach (var argument in (string[])(IsRoot ? ["-u", "postgres", "--", "sh", "-c", $"exec 3<&0; {command.Replace("cat >", "cat <&3 >", StringComparison.Ordinal)}"] : ["-c", $"exec 3<&0; {command.Replace("cat >", "cat <&3 >", StringComparison.Ordinal)}"])) start.ArgumentList.Add(argument);
        process = Process.Start(start)!;
        for (var i = 0; ; i++)
        {
            try
            {
                Open("postgres").Dispose();
                return;
            }
            catch (NpgsqlException) when (i < 300)
            {
                Thread.Sleep(50);
            }
        }
    }

    public void Dispose()
    {
        process?.StandardInput.Close();
        if (process?.WaitForExit(20_000) == false) process.Kill(entireProcessTree: true);
        process?.Dispose();
        folder.Delete(recursive: true);
    }

    private static Exception Absent()
    {
        const string Why = "there is no PostgreSQL to start (looked for initdb in PATH and /usr/lib/postgresql/*/bin)";
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail(Why);
        Assert.Ignore(Why);
        return new InvalidOperationException(Why);
    }

    private static PostgresServer? Own(out string? missing, string settings = Settings)
    {
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Concat(Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin")) : [])
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")));
        missing = found is null ? "none" : null;
        return found is null ? null : new PostgresServer(found, settings);
    }

    // What each test would do anew: the tables of a store.
    private void MakeReady()
    {
        Execute($"create database {Ready} template template0");
        var beside = Directory.CreateTempSubdirectory("symetrie-test-");
        using (Store.Open(Address(Ready, beside.FullName) + ";Pooling=false", TimeProvider.System))
        {
            // Opening it has made them.
        }

        beside.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void Run(string program, string[] arguments, bool asServer = false)
    {
        // A server refuses to be an administrator's.
        var start = new ProcessStartInfo(asServer && IsRoot ? "runuser" : program) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = "/" };
        foreach (var argument in asServer && IsRoot ? ["-u", "postgres", "--", program, .. arguments] : arguments) start.ArgumentList.Add(argument);
        using var run = Process.Start(start)!;
        var (output, errors) = (run.StandardOutput.ReadToEndAsync(), run.StandardError.ReadToEndAsync());
        run.WaitForExit();
        if (run.ExitCode != 0) throw new InvalidOperationException($"{program}: {errors.Result} {output.Result}");
    }
}
