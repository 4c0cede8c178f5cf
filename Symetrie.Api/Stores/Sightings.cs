using System.Data.Common;
using Dapper;
using Symetrie.Api.Stores.Engines;

namespace Symetrie.Api.Stores;

/// <summary>Which responses an import saw unchanged, as differences of ascending numbers in chunks.</summary>
internal static class Sightings
{
    private const int ChunkSize = 65536;

    /// <summary>Writes the numbers of a reader, which come in ascending order.</summary>
    public static void Write(Store store, DbConnection connection, long import, IRowReader numbers)
    {
        using var rows = store.Engine.Insert(connection, "sighting", ["import", "chunk", "responses"]);
        var (chunk, more) = (0L, numbers.Next());
        while (more)
        {
            using var bytes = new MemoryStream();
            using var writer = new BinaryWriter(bytes);
            var previous = 0L;
            for (var i = 0; i < ChunkSize && more; i++, more = numbers.Next())
            {
                writer.Write7BitEncodedInt64(numbers.Integer(0) - previous);
                previous = numbers.Integer(0);
            }

            writer.Flush();
            rows.Add(import);
            rows.Add(chunk++);
            rows.Add(bytes.ToArray());
            rows.EndRow();
        }
    }

    /// <summary>For each response that standing imports after one saw unchanged: those imports, ascending.</summary>
    public static Dictionary<long, List<long>> After(Store store, DbConnection connection, long import, IReadOnlySet<long> wanted)
    {
        var seen = new Dictionary<long, List<long>>();
        foreach (var (by, content) in connection.Query<(long Import, byte[] Responses)>(store.Sql("list-sightings-after"), new { import }))
        {
            using var reader = new BinaryReader(new MemoryStream(content));
            for (var number = 0L; reader.BaseStream.Position < content.Length;)
            {
                number += reader.Read7BitEncodedInt64();
                if (!wanted.Contains(number)) continue;
                if (!seen.TryGetValue(number, out var imports)) seen[number] = imports = [];
                imports.Add(by);
            }
        }

        return seen;
    }
}
