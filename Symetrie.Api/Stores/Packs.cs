using System.Data.Common;
using Dapper;
using Symetrie.Api.Stores.Engines;

namespace Symetrie.Api.Stores;

/// <summary>Takes packs of answers apart: their answers become rows of their own, to be changed one by one.</summary>
internal static class Packs
{
    /// <summary>Takes apart what holds the answers of a unit in a month.</summary>
    public static void Open(Store store, DbConnection connection, long unit, long month) =>
        Open(store, connection, [.. connection.Query<Pack>(store.Sql("packs-of-month"), new { unit, month })]);

    /// <summary>Takes apart what an import brought.</summary>
    public static void OpenImport(Store store, DbConnection connection, long import) =>
        Open(store, connection, [.. connection.Query<Pack>(store.Sql("packs-of-import"), new { import })]);

    /// <summary>Takes apart what holds an answer of a person.</summary>
    public static void OpenPerson(Store store, DbConnection connection, long person) => Open(store, connection, All(store, connection).Where(p => p.Holds(person)).ToArray());

    /// <summary>Every pack, one after the other.</summary>
    public static IEnumerable<Pack> All(Store store, DbConnection connection)
    {
        using var rows = store.Engine.Stream(connection, store.Sql("list-packs"));
        while (rows.Next())
            yield return new Pack { Unit = rows.Integer(0), Month = rows.Integer(1), Import = rows.Integer(2), Part = rows.Integer(3), Codebook = rows.Integer(4), Content = rows.Bytes(5).ToArray() };
    }

    private static void Open(Store store, DbConnection connection, IReadOnlyList<Pack> packs)
    {
        if (packs.Count == 0) return;
        using var answers = Rows(store, connection);
        foreach (var pack in packs)
        {
            for (var reader = AnswerPack.Read(pack.Content); reader.Next();) Write(answers, pack.Unit, reader.Day, reader.Number, reader.Person, pack.Codebook, pack.Import, reader.Content);
            connection.Execute(store.Sql("remove-pack"), pack);
        }
    }

    /// <summary>A way in for answers as rows of their own.</summary>
    public static IRowWriter Rows(Store store, DbConnection connection) => store.Engine.Insert(connection, "answer", ["unit", "day", "response", "person", "codebook", "import", "content"]);

    /// <summary>Writes an answer as a row of its own.</summary>
    public static void Write(IRowWriter answers, long unit, long day, long number, long person, long codebook, long import, ReadOnlySpan<byte> content)
    {
        answers.Add(unit);
        answers.Add(day);
        answers.Add(number);
        answers.Add(person);
        answers.Add(codebook);
        answers.Add(import);
        answers.Add(content);
        answers.EndRow();
    }
}

/// <summary>A pack of answers as it is stored.</summary>
internal sealed record Pack
{
    public long Unit { get; init; }

    public long Month { get; init; }

    public long Import { get; init; }

    public long Part { get; init; }

    public long Codebook { get; init; }

    public byte[] Content { get; init; } = [];

    /// <summary>Whether a person gave one of the answers.</summary>
    public bool Holds(long person) => Persons().Contains(person);

    /// <summary>Who gave the answers, where the export named them.</summary>
    public IReadOnlyList<long> Persons()
    {
        var persons = new List<long>();
        for (var reader = AnswerPack.Read(Content); reader.Next();)
            if (reader.Person != reader.Number) persons.Add(reader.Person);
        return persons;
    }
}
