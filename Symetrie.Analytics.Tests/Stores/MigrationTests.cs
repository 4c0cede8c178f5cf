using System.Data.Common;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Tests.Stores.Engines;
using Symetrie.Api.Stores;
using Symetrie.Api.Stores.Engines;

namespace Symetrie.Analytics.Tests.Stores;

/// <summary>A store is brought from one schema to the next whole or not at all, wherever it is cut off.</summary>
public sealed class MigrationTests : OwnFolder
{
    private string Path => System.IO.Path.Combine(Folder, "store.db");

    [Test]
    public void Cut_off_at_any_step_the_old_rows_are_whole_and_the_next_start_completes([Values] bool committed)
    {
        Old(Path);
        var steps = Broken.Count(Path, int.MaxValue, committed: false);
        steps.ShouldBeGreaterThan(3);
        for (var at = 0; at < steps; at++)
        {
            File.Delete(Path);
            Old(Path);
            Broken.Count(Path, at, committed).ShouldBe(at);
            Codebooks(Path).ShouldBe(["a", "b"], $"cut off at step {at}");
            using var store = Store.Open(Path, TimeProvider.System);
            store.Schema.ShouldBe(StoreSchema.Known);
            store.Runs.List().ShouldHaveSingleItem().State.ShouldBe("queued");
        }
    }

    // From nothing: each start gets one step further, or none.
    [Test]
    public void On_a_server_each_start_goes_on_where_the_last_was_cut_off()
    {
        var server = PostgresServer.Shared();
        var name = server.MakeDatabase("template0");
        try
        {
            var address = server.Address(name, Folder);
            for (int done; (done = Done(address)) < StoreSchema.Known;)
            {
                // Where there are tables already, views are taken away first.
                var step = done == 0 ? 0 : 1;
                Broken.Count(new PostgresEngine(address), step, committed: false).ShouldBe(step);
                Done(address).ShouldBe(done, "nothing of a step is there");
                Broken.Count(new PostgresEngine(address), step, committed: true).ShouldBe(step);
                Done(address).ShouldBeGreaterThan(done);
            }

            using var store = Store.Open(address, TimeProvider.System);
            store.Schema.ShouldBe(StoreSchema.Known);
            Filled.Fill(store, 1);
            new StoreCheck(store).All().ShouldBeEmpty();
        }
        finally
        {
            server.Drop(name);
        }
    }

    private static int Done(string address)
    {
        using var engine = new PostgresEngine(address);
        return engine.Read(connection => MeasureTable.Columns(engine, connection, "setting").Any() ? int.Parse(Dapper.SqlMapper.ExecuteScalar<string?>(connection, "select value from setting where name = 'schema'") ?? "0") : 0);
    }

    [Test]
    public void An_older_program_refuses_a_newer_schema_and_leaves_it_as_it_is()
    {
        using (var store = Filled.Open(Path)) store.Engine.Write(connection =>
        {
            store.Put(connection, "schema", $"{StoreSchema.Known + 1}");
            return 0;
        });
        var before = File.ReadAllBytes(Path);
        Should.Throw<InvalidOperationException>(() => Store.Open(Path, TimeProvider.System)).Message.ShouldContain("Use the newer program");
        File.ReadAllBytes(Path).ShouldBe(before);
    }

    [Test]
    public void A_store_that_this_build_has_brought_up_is_opened_without_a_write_until_somebody_changes_a_table()
    {
        Filled.Open(Path).Dispose();
        Broken.Count(Path, int.MaxValue, committed: true).ShouldBe(0);
        using (var engine = new SqliteEngine(Path))
        {
            engine.Write(connection =>
            {
                // Which could not be read without the column.
                Execute(connection, "drop view latest_gaps");
                Execute(connection, "alter table rows_gaps drop column gap");
                return 0;
            });
        }

        Broken.Count(Path, int.MaxValue, committed: true).ShouldBeGreaterThan(0);
        using (var engine = new SqliteEngine(Path))
            engine.Read(connection => MeasureTable.Columns(engine, connection, "rows_gaps").Contains("gap")).ShouldBeTrue();
        Broken.Count(Path, int.MaxValue, committed: true).ShouldBe(0);
    }

    // A store as the first four steps made it, with a row here and there.
    internal static void Old(string path)
    {
        using var engine = new SqliteEngine(path);
        engine.Write(connection =>
        {
            foreach (var (_, _, text) in SqlText.Migrations("sqlite").Where(m => m.Number <= 4)) Execute(connection, engine.Translate(text));
            Execute(connection, "insert into setting (name, value) values ('schema', '4')");
            Execute(connection, "insert into codebook (no, key, version, json, published_at) values (1, 'a', 1, '{}', ''), (2, 'b', 1, '{}', '')");
            Execute(connection, "insert into run (no, requested_at, state, progress, stage) values (1, '2026-01-01T00:00:00.000Z', 'queued', 0, 'queued')");
            return 0;
        });
    }

    internal static string[] Codebooks(string path)
    {
        using var engine = new SqliteEngine(path);
        return engine.Read(connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = "select key from codebook order by no";
            using var reader = command.ExecuteReader();
            var keys = new List<string>();
            while (reader.Read()) keys.Add(reader.GetString(0));
            return keys.ToArray();
        });
    }

    private static void Execute(DbConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    // An engine whose program dies at a write, before or after its commit.
    private sealed class Broken(IEngine engine, int at, bool committed) : IEngine
    {
        private int done;

        public static int Count(string path, int at, bool committed) => Count(new SqliteEngine(path), at, committed);

        public static int Count(IEngine engine, int at, bool committed)
        {
            using var broken = new Broken(engine, at, committed);
            try
            {
                Migration.Apply(broken);
            }
            catch (TimeoutException)
            {
                // That is where it died.
            }

            return broken.done;
        }

        public string Name => engine.Name;

        public string Address => engine.Address;

        public bool IsShared => engine.IsShared;

        public string KeyFile => engine.KeyFile;

        public string AuditFile => engine.AuditFile;

        public string SpoolFolder => engine.SpoolFolder;

        public long Version => engine.Version;

        public T Write<T>(Func<DbConnection, T> work)
        {
            var result = engine.Write(connection =>
            {
                var worked = work(connection);
                // The last moment before the commit: all is written, and all is taken back.
                return done >= at && !committed ? throw new TimeoutException() : worked;
            });
            if (done >= at) throw new TimeoutException();
            done++;
            return result;
        }

        public T WriteBeside<T>(Func<DbConnection, T> work) => engine.WriteBeside(work);

        public IRowReader Stream(DbConnection connection, string sql, params object[] parameters) => engine.Stream(connection, sql, parameters);

        public T Read<T>(Func<DbConnection, T> work) => engine.Read(work);

        public string Translate(string sql) => engine.Translate(sql);

        public bool Purge() => engine.Purge();

        public void Backup(string target) => engine.Backup(target);

        public IReadOnlyList<string> Faults(bool whole) => engine.Faults(whole);

        public IRowWriter Insert(DbConnection connection, string table, IReadOnlyList<string> columns) => engine.Insert(connection, table, columns);

        public IPreparedReader Prepare(DbConnection connection, string sql) => engine.Prepare(connection, sql);

        public IRowReader Select(DbConnection connection, string sql, params object[] parameters) => engine.Select(connection, sql, parameters);

        public void Dispose() => engine.Dispose();
    }
}
