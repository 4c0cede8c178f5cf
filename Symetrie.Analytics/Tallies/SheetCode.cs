namespace Symetrie.Analytics.Tallies;

/// <summary>How an answer sheet is written into the bytes that are stored beside its digest, so that it need not be built again.</summary>
public static class SheetCode
{
    private const byte Version = 1;

    /// <summary>Writes a sheet: persons as differences, scores as places in a list of the distinct ones.</summary>
    public static byte[] Write(AnswerSheet sheet)
    {
        using var stream = new MemoryStream(64 + (sheet.PersonCount * (10 + sheet.ColumnCount)));
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

        // Behind everything else: a sheet without posts is written as it always was.
        if (sheet.Posts is { } posts) writer.Write(Write(posts));
        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Reads a sheet back.</summary>
    /// <exception cref="InvalidDataException">The bytes are of another version.</exception>
    public static AnswerSheet Read(byte[] content)
    {
        using var reader = new BinaryReader(new MemoryStream(content, writable: false));
        return Read(reader);
    }

    private static AnswerSheet Read(BinaryReader reader)
    {
        if (reader.ReadByte() != Version) throw new InvalidDataException("a stored sheet has another version; recompute from the responses");
        var (count, columns) = (reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt());
        var invited = reader.Read7BitEncodedInt64();
        var (persons, numbers, scores) = (new long[count], new long[count], new long[columns][]);
        var previous = 0L;
        for (var i = 0; i < count; i++) persons[i] = previous += reader.Read7BitEncodedInt64();
        for (var i = 0; i < count; i++) numbers[i] = reader.Read7BitEncodedInt64();
        var distinct = new long[reader.Read7BitEncodedInt()];
        for (var i = 0; i < distinct.Length; i++) distinct[i] = reader.Read7BitEncodedInt64() - 1;
        for (var c = 0; c < columns; c++)
        {
            scores[c] = new long[count];
            for (var i = 0; i < count; i++) scores[c][i] = distinct[reader.Read7BitEncodedInt()];
        }

        var published = new PublishedCell[reader.Read7BitEncodedInt()];
        for (var i = 0; i < published.Length; i++)
        {
            var (dimension, n, mean, sd) = (reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt64());
            published[i] = new PublishedCell(dimension, n, mean, sd == 0 ? null : sd - 1);
        }

        var posts = reader.BaseStream.Position < reader.BaseStream.Length ? Read(reader) : null;
        return new AnswerSheet(numbers, persons, scores, published, invited == 0 ? null : invited - 1) { Posts = posts };
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
