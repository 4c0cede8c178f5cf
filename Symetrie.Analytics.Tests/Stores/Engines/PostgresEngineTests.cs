using System.Text.RegularExpressions;
using Dapper;
using Npgsql;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Measures;
using Symetrie.Analytics.Tests.Commands;
using Symetrie.Analytics.Tests.House;
using Symetrie.Api.Stores;
using Symetrie.Api.Stores.Engines;

namespace Symetrie.Analytics.Tests.Stores.Engines;

/// <summary>What only a server can do, or get wrong.</summary>
public sealed partial class PostgresEngineTests
{
    private TestPlace place = null!;

    [SetUp]
    public void MakePlace() => place = new TestPlace("postgres");

    [TearDown]
    public void RemovePlace() => place.Dispose();

    [TestCase("encoding 'LATIN1' lc_collate 'C' lc_ctype 'C'", "encoded in LATIN1")]
    [TestCase("lc_collate 'C' lc_ctype 'C' locale_provider icu icu_locale 'fr'", "sorts texts by a language")]
    public void A_database_that_sorts_or_writes_texts_otherwise_is_refused_with_the_remedy(string how, string said)
    {
        var server = PostgresServer.Shared();
        try
        {
            server.Execute($"create database wrong template template0 {how}");
            Should.Throw<InvalidOperationException>(() => Store.Open(server.Address("wrong", place.Folder), TimeProvider.System)).Message.ShouldSatisfyAllConditions(m => m.ShouldContain(said), m => m.ShouldContain("--locale=C"));
        }
        finally
        {
            server.Drop("wrong");
        }
    }

    [Test]
    public async Task Six_programs_that_start_at_once_on_an_empty_database_make_one_store()
    {
        var (server, name) = (PostgresServer.Shared(), "");
        try
        {
            name = server.MakeDatabase("template0");
            var stores = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Store.Open(server.Address(name, place.Folder) + ";Maximum Pool Size=2", TimeProvider.System))));
            var keys = stores.Select(s => Convert.ToHexString(SecretKey.Of(s).Hash([1]))).Distinct().Count();
            var schemas = stores.Select(s => s.Schema).Distinct().ToArray();
            foreach (var store in stores) store.Dispose();
            keys.ShouldBe(1);
            schemas.ShouldBe([StoreSchema.Known]);
        }
        finally
        {
            server.Drop(name);
        }
    }

    [Test]
    public void Who_reads_the_views_reads_them_and_nothing_else_also_after_they_were_made_anew()
    {
        var server = PostgresServer.Shared();
        Filled.Fill(place.Address, quarters: 2);
        using var store = Filled.Open(place.Address);
        var database = store.Engine.Address.Split('/')[1];
        server.Execute("do $$ begin if not exists (select from pg_roles where rolname = 'symetrie_reader') then create role symetrie_reader login; end if; end $$");
        for (var again = 0; again < 2; again++)
        {
            using (Filled.Open(place.Address))
            {
                // Opening it grants.
            }

            using var reader = new NpgsqlConnection($"Host=127.0.0.1;Port={server.Port};Username=symetrie_reader;Database={database};Pooling=false");
            reader.Open();
            foreach (var measure in MeasureCatalogue.All)
            {
                var view = "latest_" + measure.Name.Replace('-', '_');
                reader.Query($"select * from {view} limit 1");
                using var shape = new NpgsqlCommand($"select * from {view} limit 0", reader).ExecuteReader();
                Enumerable.Range(0, shape.FieldCount).Select(shape.GetName).ShouldBe(["snapshot", "publishedAt", .. measure.Columns.Select(c => c.Name)]);
            }

            reader.ExecuteScalar<long>("select count(*) from latest_scores").ShouldBe(Rows(store, "scores"));
            foreach (var hidden in new[] { "answer_pack", "rows_scores", "api_key", "tally" }) Should.Throw<PostgresException>(() => reader.Execute($"select * from {hidden}")).SqlState.ShouldBe("42501");
            Should.Throw<PostgresException>(() => reader.Execute("delete from latest_gaps")).SqlState.ShouldBeOneOf("42501", "55000");
            // As an upgrade does.
            store.Engine.Write(c => c.Execute("update setting set value = 'older' where name = 'views'"));
        }
    }

    // As Citus demands of the column by which a table is spread over servers.
    [Test]
    public void The_column_by_which_the_readme_spreads_a_table_is_part_of_every_key_of_it()
    {
        var lines = Spread().Matches(Checkout.Text("README.md")).Select(m => (Table: m.Groups["table"].Value, Column: m.Groups["column"].Value)).ToArray();
        lines.Select(l => l.Table).ShouldBe(["answer_pack", "answer", "superseded", "slice", "unit_fact", "tally", "tally_found", "response", "key_pack"]);
        using var store = Filled.Open(place.Address);
        foreach (var (table, column) in lines)
        {
            var keys = store.Engine.Read(c => c.Query<string[]>(
                "select array(select a.attname::text from pg_attribute a where a.attrelid = i.indrelid and a.attnum = any(i.indkey)) from pg_index i where i.indrelid = to_regclass(@table) and i.indisunique", new { table }).ToArray());
            keys.ShouldNotBeEmpty(table);
            keys.ShouldAllBe(k => k.Contains(column), table);
        }
    }

    [GeneratedRegex(@"create_distributed_table\('(?<table>\w+)', '(?<column>\w+)'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Spread();

    [Test]
    public void Writers_wait_for_each_other_beside_them_others_write_and_readers_read_one_state()
    {
        using var one = Filled.Open(place.Address);
        using var other = Filled.Open(place.Address);
        using var inside = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        var first = Task.Run(() => one.Engine.Write(connection =>
        {
            one.Put(connection, "who", "one");
            inside.Set();
            go.Wait(TimeSpan.FromSeconds(20));
            return 0;
        }));
        inside.Wait(TimeSpan.FromSeconds(20)).ShouldBeTrue();
        var second = Task.Run(() => other.Engine.Write(connection =>
        {
            var seen = other.Setting(connection, "who");
            other.Put(connection, "who", "other");
            return seen;
        }));
        other.Engine.WriteBeside(c => c.Execute("insert into counter (name, next) values ('beside', 1)")).ShouldBe(1);
        other.Setting("who").ShouldBeNull();
        second.Wait(200).ShouldBeFalse("the first holds the store");
        go.Set();
        second.GetAwaiter().GetResult().ShouldBe("one", "it sees what the writer before it left");
        first.GetAwaiter().GetResult();
    }

    [Test]
    public void Rows_come_back_as_they_went_in_whichever_way()
    {
        using var store = Filled.Open(place.Address);
        store.Engine.Write(connection =>
        {
            connection.Execute("create temp table odd (i bigint, d double precision, t text, b bytea)");
            using (var rows = store.Engine.Insert(connection, "odd", ["i", "d", "t", "b"]))
            {
                rows.Add(long.MinValue);
                rows.Add(double.Epsilon);
                rows.Add("é \t\\ ' \n 😀");
                rows.Add(new byte[300_000]);
                rows.EndRow();
                for (var column = 0; column < 4; column++) rows.Add((string?)null);
                rows.EndRow();
                Should.Throw<ArgumentOutOfRangeException>(() => rows.Add(double.NaN));
            }

            const string All = "select i, d, t, b from odd order by i is null";
            foreach (var open in new Func<IRowReader>[] { () => store.Engine.Stream(connection, All), () => store.Engine.Select(connection, All), () => store.Engine.Stream(connection, "select i, d, t, b from odd where ?1 = 'x' order by i is null", "x") })
            {
                using (var reader = open())
                {
                    reader.Next().ShouldBeTrue();
                    (reader.Integer(0), reader.Real(1), reader.Text(2), reader.Bytes(3).Length).ShouldBe((long.MinValue, double.Epsilon, "é \t\\ ' \n 😀", 300_000));
                    reader.Next().ShouldBeTrue();
                    Enumerable.Range(0, 4).ShouldAllBe(c => reader.IsNull(c));
                    (reader.Real(1), reader.Text(2), reader.Bytes(3).Length).ShouldBe((null, null, 0));
                    reader.Next().ShouldBeFalse();
                }
            }

            return 0;
        });
    }

    [Test]
    public void Rows_that_nobody_reads_to_the_end_leave_the_connection_as_it_was()
    {
        using var store = Filled.Open(place.Address);
        store.Engine.Write(connection =>
        {
            foreach (var sql in new[] { "select n, repeat('x', 100) from generate_series(1, 200000) n", "select n, repeat('x', 100) from generate_series(1, 200000) n where ?1 = 'x'" })
            {
                using (var rows = store.Engine.Stream(connection, sql, sql.Contains('?', StringComparison.Ordinal) ? ["x"] : []))
                {
                    rows.Next().ShouldBeTrue();
                    rows.Text(1).ShouldBe(new string('x', 100));
                }

                connection.ExecuteScalar<long>("select 7").ShouldBe(7);
            }

            return 0;
        });
        store.Engine.Read(connection => connection.ExecuteScalar<long>("select 8")).ShouldBe(8);
    }

    [Test]
    public async Task A_wrong_address_is_told_without_its_password()
    {
        var port = PostgresServer.Shared().Port;
        foreach (var (address, said) in new[]
        {
            ($"Host=127.0.0.1;Port={port};Username=postgres;Database=none;Password=geheim;Folder={place.Folder}", "does not exist"),
            ($"Host=127.0.0.1;Port=1;Username=postgres;Database=none;Password=geheim;Folder={place.Folder}", "does not answer"),
            ($"Host=127.0.0.1;Port={port};Username=postgres;Password=geheim;Folder={place.Folder}", "names no Database"),
            ($"Host=127.0.0.1;Port={port};Database=x;Colour=blue;Password=geheim;Folder={place.Folder}", "Colour"),
            ("postgres://user:geheim@server/db", "no engine for this store address"),
        })
        {
            var told = await Shell.Run("imports", "list", "--store", address);
            told.Exit.ShouldNotBe(0);
            told.Error.ShouldContain(said, Case.Insensitive);
            told.Error.ShouldNotContain("geheim");
        }
    }

    private static int Rows(Store store, string measure)
    {
        var rows = 0;
        store.Snapshots.Read(new RowQuery { Measure = MeasureCatalogue.Find(measure)!, Snapshot = store.Snapshots.Latest()! }, _ => rows++);
        return rows;
    }
}
