using System.Collections;
using System.Data.Common;
using Dapper;

namespace Symetrie.Api.Stores;

/// <summary>Which responses an import saw unchanged, as differences of ascending numbers in chunks.</summary>
internal static class Sightings
{
    private const int ChunkSize = 65536;

    /// <summary>Writes numbers.</summary>
    /// <param name="store">The store.</param>
    /// <param name="connection">The connection of the transaction.</param>
    /// <param name="import">The import.</param>
    /// <param name="seen">By number: whether the import saw it unchanged.</param>
    public static void Write(Store store, DbConnection connection, long import, BitArray seen)
    {
        using var rows = store.Engine.Insert(connection, "sighting", ["import", "chunk", "responses"]);
        var (numbers, chunk) = (new List<long>(ChunkSize), 0L);
        for (var number = 0; number < seen.Length; number++)
        {
            if (seen[number]) numbers.Add(number);
            if (numbers.Count == ChunkSize) Flush();
        }

        if (numbers.Count > 0) Flush();

        void Flush()
        {
            rows.Add(import);
            rows.Add(chunk++);
            rows.Add(Code(numbers));
            rows.EndRow();
            numbers.Clear();
        }
    }

    /// <summary>Takes responses out of all sightings.</summary>
    public static void Forget(Store store, DbConnection connection, IReadOnlySet<long> gone)
    {
        foreach (var (import, chunk, content) in connection.Query<(long Import, long Chunk, byte[] Responses)>(store.Sql("list-sightings")).ToArray())
        {
            var numbers = Read(content);
            if (numbers.RemoveAll(gone.Contains) > 0) connection.Execute(store.Sql("replace-sighting"), new { import, chunk, responses = Code(numbers) });
        }
    }

    /// <summary>For each response that standing imports after one saw unchanged: those imports, ascending.</summary>
    public static Dictionary<long, List<long>> After(Store store, DbConnection connection, long import, IReadOnlySet<long> wanted)
    {
        var seen = new Dictionary<long, List<long>>();
        foreach (var (by, content) in connection.Query<(long Import, byte[] Responses)>(store.Sql("list-sightings-after"), new { import }))
        {
            foreach (var number in Read(content))
            {
                if (!wanted.Contains(number)) continue;
                if (!seen.TryGetValue(number, out var imports)) seen[number] = imports = [];
                imports.Add(by);
            }
        }

        return seen;
    }

    private static byte[] Code(List<long> numbers)
    {
        const int longest = 10;
        var bytes = new byte[numbers.Count * longest];
        var (length, previous) = (0, 0L);
        for (var i = 0; i < numbers.Count; i++)
        {
            var left = (ulong)(numbers[i] - previous);
            for (; left > 0x7F; left >>= 7) bytes[length++] = (byte)(left | 0x80);
            bytes[length++] = (byte)left;
            previous = numbers[i];
        }

        return bytes[..length];
    }

    private static List<long> Read(byte[] content)
    {
        using var reader = new BinaryReader(new MemoryStream(content));
        var numbers = new List<long>();
        for (var number = 0L; reader.BaseStream.Position < content.Length;) numbers.Add(number += reader.Read7BitEncodedInt64());
        return numbers;
    }
}
