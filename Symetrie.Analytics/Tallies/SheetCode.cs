namespace Symetrie.Analytics.Tallies;

/// <summary>How an answer sheet is written into the bytes that are stored beside its digest, so that it need not be built again.</summary>
public static class SheetCode
{
    /// <summary>Raised when the bytes change: it belongs into the digest by which a stored sheet is known to be good.</summary>
    public const byte Version = 2;

    /// <summary>Writes a sheet: persons as differences, scores and answers as places in a list of the distinct ones.</summary>
    public static byte[] Write(AnswerSheet sheet)
    {
        using var stream = new MemoryStream(64 + (sheet.PersonCount * (10 + sheet.ColumnCount + sheet.ItemCount)));
        using var writer = new BinaryWriter(stream);
        writer.Write(Version);
        writer.Write7BitEncodedInt(sheet.PersonCount);
        writer.Write7BitEncodedInt(sheet.ColumnCount);
        writer.Write7BitEncodedInt64(sheet.Invited is { } invited ? invited + 1 : 0);
        var previous = 0L;
        foreach (var person in sheet.Persons)
        {
            writer.Write7BitEncodedInt64(person - previous);
            previous = person;
        }

        foreach (var number in sheet.Numbers) writer.Write7BitEncodedInt64(number);
        WriteScores(writer, sheet);
        writer.Write7BitEncodedInt(sheet.Published.Count);
        foreach (var cell in sheet.Published)
        {
            writer.Write7BitEncodedInt(cell.Dimension);
            writer.Write7BitEncodedInt64(cell.N);
            writer.Write7BitEncodedInt64(cell.Mean);
            writer.Write7BitEncodedInt64(cell.Sd is { } sd ? sd + 1 : 0);
        }

        WriteItems(writer, sheet);

        // Behind everything else.
        if (sheet.Posts is { } posts) writer.Write(Write(posts));
        else if (sheet.Leaders is not null) writer.Write(Write(AnswerSheet.Blank));
        if (sheet.Leaders is { } leaders) writer.Write(Write(leaders));
        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Reads a sheet back.</summary>
    /// <exception cref="InvalidDataException">The bytes are of another version.</exception>
    public static AnswerSheet Read(byte[] content)
    {
        using var reader = new BinaryReader(new MemoryStream(content, writable: false));
        return Read(reader, isWhole: true);
    }

    // What stands beside a sheet has nothing beside it; a sheet of nobody stands for none.
    private static AnswerSheet? Beside(BinaryReader reader, bool isWhole) =>
        isWhole && reader.BaseStream.Position < reader.BaseStream.Length && Read(reader, isWhole: false) is { PersonCount: > 0 } sheet ? sheet : null;

    private static AnswerSheet Read(BinaryReader reader, bool isWhole)
    {
        if (reader.ReadByte() != Version) throw new InvalidDataException("a stored sheet has another version; recompute from the responses");
        var (count, columns) = (reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt());
        var invited = reader.Read7BitEncodedInt64();
        var (persons, numbers, scores) = (new long[count], new long[count], new long[columns * count]);
        var previous = 0L;
        for (var i = 0; i < count; i++) persons[i] = previous += reader.Read7BitEncodedInt64();
        for (var i = 0; i < count; i++) numbers[i] = reader.Read7BitEncodedInt64();
        var distinct = new long[reader.Read7BitEncodedInt()];
        for (var i = 0; i < distinct.Length; i++) distinct[i] = reader.Read7BitEncodedInt64() - 1;
        for (var i = 0; i < scores.Length; i++) scores[i] = distinct[reader.Read7BitEncodedInt()];

        var published = new PublishedCell[reader.Read7BitEncodedInt()];
        for (var i = 0; i < published.Length; i++)
        {
            var (dimension, n, mean, sd) = (reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt64());
            published[i] = new PublishedCell(dimension, n, mean, sd == 0 ? null : sd - 1);
        }

        var (items, itemCount, uneven) = ReadItems(reader, count);
        var posts = Beside(reader, isWhole);
        var leaders = Beside(reader, isWhole);
        return new AnswerSheet(numbers, persons, scores, published, invited == 0 ? null : invited - 1, items, uneven) { ColumnCount = columns, ItemCount = itemCount, Posts = posts, Leaders = leaders };
    }

    private static void WriteItems(BinaryWriter writer, AnswerSheet sheet)
    {
        var places = new Dictionary<int, int>();
        for (var i = 0; i < sheet.ItemCount; i++)
            foreach (var grains in sheet.Items(i)) places.TryAdd(grains, places.Count);
        writer.Write7BitEncodedInt(sheet.ItemCount);
        writer.Write7BitEncodedInt(places.Count);
        foreach (var grains in places.Keys) writer.Write7BitEncodedInt(grains + 1);
        var bytes = new byte[sheet.PersonCount];
        for (var i = 0; i < sheet.ItemCount; i++)
        {
            var answers = sheet.Items(i);
            for (var p = 0; p < bytes.Length; p++)
            {
                if (places.Count <= 256) bytes[p] = (byte)places[answers[p]];
                else writer.Write7BitEncodedInt(places[answers[p]]);
            }

            if (places.Count <= 256) writer.Write(bytes);
        }

        var uneven = Enumerable.Range(0, sheet.PersonCount).Where(sheet.IsUneven).ToArray();
        writer.Write7BitEncodedInt(uneven.Length);
        foreach (var person in uneven) writer.Write7BitEncodedInt(person);
    }

    private static (int[] Items, int Count, bool[]? Uneven) ReadItems(BinaryReader reader, int persons)
    {
        var count = reader.Read7BitEncodedInt();
        var items = new int[count * persons];
        var distinct = new int[reader.Read7BitEncodedInt()];
        for (var i = 0; i < distinct.Length; i++) distinct[i] = reader.Read7BitEncodedInt() - 1;
        if (distinct.Length <= 256 && reader.ReadBytes(items.Length) is var bytes)
            for (var i = 0; i < items.Length; i++) items[i] = distinct[bytes[i]];
        else
            for (var i = 0; i < items.Length; i++) items[i] = distinct[reader.Read7BitEncodedInt()];

        var some = reader.Read7BitEncodedInt();
        var uneven = some == 0 ? null : new bool[persons];
        for (var i = 0; i < some; i++) uneven![reader.Read7BitEncodedInt()] = true;
        return (items, count, uneven);
    }

    private static void WriteScores(BinaryWriter writer, AnswerSheet sheet)
    {
        var places = new Dictionary<long, int>();
        for (var c = 0; c < sheet.ColumnCount; c++)
            foreach (var score in sheet.Scores(c)) places.TryAdd(score, places.Count);
        writer.Write7BitEncodedInt(places.Count);
        foreach (var score in places.Keys) writer.Write7BitEncodedInt64(score + 1);
        for (var c = 0; c < sheet.ColumnCount; c++)
            foreach (var score in sheet.Scores(c)) writer.Write7BitEncodedInt(places[score]);
    }
}
