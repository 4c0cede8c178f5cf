using System.Globalization;
using Npgsql;

namespace Symetrie.Benchmarks.Comparison;

/// <summary>The verb <c>engines</c>: the same work on a store in a file and on one in a server's database, in turn.</summary>
/// <param name="codebooks">The folder of the project's codebooks.</param>
/// <param name="server">The connection string of a database on the server, whose user may make others.</param>
/// <param name="published">The program as it was published; null for the one beside this.</param>
internal sealed class EngineFigures(string codebooks, string server, string? published)
{
    private const int Rounds = 3;
    private const string Database = "symetrie_figures";
    private static readonly string[] Steps = ["import of both files", "recompute of everything, published", "customers.csv again", "undo of customers.csv", "recompute after it"];
    private readonly string own = Path.Combine(AppContext.BaseDirectory, "symetrie.dll");

    /// <summary>Measures a folder that holds <c>employees.csv</c> and <c>customers.csv</c>.</summary>
    public void Run(string folder)
    {
        var work = Directory.CreateTempSubdirectory("symetrie-engines-").FullName;
        var (file, database) = (Steps.Select(_ => new Middle()).ToArray(), Steps.Select(_ => new Middle()).ToArray());
        try
        {
            for (var round = 0; round < Rounds; round++)
            {
                Work(Path.Combine(work, $"{round}.db"), folder, file);
                Administer($"drop database if exists {Database} with (force)");
                Administer($"create database {Database} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'");
                Work($"{new NpgsqlConnectionStringBuilder(server) { Database = Database }};Folder={Path.Combine(work, $"{round}")}", folder, database);
            }
        }
        finally
        {
            Administer($"drop database if exists {Database} with (force)");
            Directory.Delete(work, recursive: true);
        }

        Console.WriteLine("| what | SQLite wall s | PostgreSQL wall s | ratio | SQLite computed s | PostgreSQL computed s | ratio | SQLite peak MB | PostgreSQL peak MB |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (var (step, one, other) in Steps.Zip(file, database))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {step} | {one.Wall:0.00} | {other.Wall:0.00} | {other.Wall / one.Wall:0.00}× | {one.Computed:0.00} | {other.Computed:0.00} | {other.Computed / one.Computed:0.00}× | {one.Peak:0} | {other.Peak:0} |"));
    }

    private void Work(string store, string folder, Middle[] measured)
    {
        string[] files = [Path.Combine(folder, "employees.csv"), Path.Combine(folder, "customers.csv")];
        foreach (var codebook in new[] { "bench-employee.json", "bench-customer.json" }) Program("codebook", "add", Path.Combine(codebooks, codebook), "--store", store);
        measured[0].Add(Program(["import", .. files, "--store", store]));
        measured[1].Add(Program("recompute", "--store", store));
        measured[2].Add(Program("import", files[1], "--store", store));
        measured[3].Add(Program("imports", "undo", "i-2", "--store", store));
        measured[4].Add(Program("recompute", "--store", store));
    }

    private void Administer(string statement)
    {
        using var connection = new NpgsqlConnection(server);
        connection.Open();
        using var command = new NpgsqlCommand(statement, connection);
        command.ExecuteNonQuery();
    }

    private Child Program(params string[] arguments) => published is null ? Child.Run("dotnet", [own, .. arguments]) : Child.Run(published, arguments);
}
