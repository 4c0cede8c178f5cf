using System.Buffers;
using System.Text;
using Dapper;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Stores;

namespace Symetrie.Analytics.Tests.Stores;

public sealed class FactPackTests : OwnFolder
{
    [Test]
    public void What_was_said_is_read_as_it_was_written()
    {
        var months = Enumerable.Range(0, 24).Select(m => new DateOnly(2024, 1, 1).AddMonths(m)).ToArray();
        UnitFact[] facts =
        [
            .. months.Select(m => new UnitFact("name", m, "Équipe Nord")),
            new("region", months[3], ""),
            new("region", months[3], "Île-de-France"),
            new("region", months[0], new string('x', 300)),
            new("manager", DateOnly.MinValue, "name"),
        ];
        Array.Sort(facts, SaidOfUnits.Compare);
        Read(Written(facts)).ShouldBe(facts);
        // A cumulative export says it of every team each week.
        Written([.. months.Select(m => new UnitFact("name", m, "Équipe Nord"))]).Length.ShouldBeLessThan(24 * 4);
    }

    [Test]
    public void Nothing_said_is_nothing_written() => Read(Written([])).ShouldBeEmpty();

    [Test]
    public void Facts_of_a_store_of_before_stand_as_rows_and_go_with_their_import()
    {
        using var store = Filled.Open(Path.Combine(Folder, "store.db"));
        Filled.Fill(store, 2);
        var said = store.Teams.State().Units;
        said.ShouldContain(u => u.Facts.Count > 1);
        store.Engine.Write(connection =>
        {
            foreach (var (import, unit, content) in connection.Query<(long, long, byte[])>("select import, unit, content from unit_said").ToArray())
                foreach (var fact in Read(content))
                    connection.Execute("insert into unit_fact (import, unit, attribute, day, value) values (@import, @unit, @Attribute, @day, @Value)", new { import, unit, fact.Attribute, day = fact.Day.DayNumber, fact.Value });
            return connection.Execute("delete from unit_said");
        });
        store.Teams.State().Units.Select(u => (u.Number, Facts: string.Join('|', u.Facts))).ShouldBe(said.Select(u => (u.Number, string.Join('|', u.Facts))));
        foreach (var import in store.Responses.Imports()) store.Responses.Undo(import.Id).ShouldNotBeNull();
        store.Teams.State().Units.ShouldBeEmpty();
    }

    private static byte[] Written(UnitFact[] facts)
    {
        var pack = new ArrayBufferWriter<byte>();
        FactPack.Write(pack, facts.Select(f => (7L, f)).ToArray());
        return pack.WrittenSpan.ToArray();
    }

    private static UnitFact[] Read(byte[] pack)
    {
        var facts = new List<UnitFact>();
        for (var reader = FactPack.Read(pack); reader.Next();)
            facts.Add(new UnitFact(Encoding.UTF8.GetString(reader.Attribute), DateOnly.FromDayNumber(reader.Day), Encoding.UTF8.GetString(reader.Value)));
        return [.. facts];
    }
}
