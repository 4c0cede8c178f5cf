using System.Text;
using System.Text.Json;

namespace Symetrie.Api.Exports.Formats.Json;

/// <summary>The objects of a JSON file, one at a time and as they stand in it, in memory that does not grow with the file.</summary>
internal sealed class JsonObjects
{
    private const int DeepestFile = 64;
    private const int LargestObject = 3 * RawRows.LongestRow;
    private readonly ExportSource source;
    private byte[] buffer = new byte[64 * 1024];
    private int at;
    private int filled;
    private Frame frame = Frame.Unknown;
    private int objectLength;
    private bool isFirst = true;

    /// <summary>Stands before the first object.</summary>
    /// <exception cref="ExportRefused">The file is not UTF-8.</exception>
    public JsonObjects(ExportSource source)
    {
        this.source = source;
        if (TextEncoding.MarkOf(source.Head.Span) is { } mark && mark.Decoder is not UTF8Encoding) throw new ExportRefused("bad-encoding", $"line 1: the JSON is in {mark.Name}; save it again as UTF-8", 1);
        source.Rewind(source.Head.Span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? 3 : 0);
    }

    // What stands around the objects.
    private enum Frame
    {
        Unknown,
        Lines,
        Array,
        Envelope,
        Done,
    }

    /// <summary>The line on which the current object begins, 1-based.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>How deep the current object may be: an envelope takes of the 64 levels.</summary>
    public int Depth => DeepestFile - (frame switch { Frame.Array => 1, Frame.Envelope => 2, _ => 0 });

    /// <summary>The current object.</summary>
    public ReadOnlySpan<byte> Current => buffer.AsSpan(at, objectLength);

    /// <summary>Goes to the next object.</summary>
    /// <exception cref="ExportRefused">What comes next is no JSON object.</exception>
    public bool Read()
    {
        Pass(objectLength);
        objectLength = 0;
        if (frame == Frame.Unknown) Begin();
        if (frame is Frame.Array or Frame.Envelope && !NextInArray()) Finish();
        var next = Peek();
        if (frame == Frame.Done || (frame == Frame.Lines && next is null))
        {
            if (next is not null) throw Bad("something follows the end of the JSON");
            return false;
        }

        if (next is not (byte)'{') throw Bad("a response is an object in braces, and none begins here");
        objectLength = LengthOfObject();
        isFirst = false;
        return true;
    }

    /// <summary>A refusal of the current object, or of what stands where one should begin.</summary>
    public ExportRefused Bad(string what) => new("bad-json", $"line {Line}: {what}", Line);

    /// <summary>A refusal with the place in the current object.</summary>
    public ExportRefused Bad(string code, long offset, string what)
    {
        var line = Line + Current[..(int)Math.Min(offset, objectLength)].Count((byte)'\n');
        return new ExportRefused(code, $"line {line}: {what}", line);
    }

    private void Begin()
    {
        var first = Peek();
        frame = first == (byte)'[' ? Frame.Array : Frame.Lines;
        if (frame == Frame.Array) Pass(1);
        else if (first == (byte)'{' && EnvelopeLength() is > 0 and var length)
        {
            Pass(length);
            frame = Frame.Envelope;
        }
    }

    // An object is an envelope if it has an array of that name; all before it stands within the first bytes of the file.
    private int EnvelopeLength()
    {
        while (filled - at < 32 * 1024 && Fill())
        {
        }

        var reader = new Utf8JsonReader(buffer.AsSpan(at, filled - at), isFinalBlock: false, default);
        try
        {
            while (reader.Read() && !(reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == 0))
                if (reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 } && reader.ValueTextEquals("responses") && reader.Read() && reader.TokenType == JsonTokenType.StartArray) return (int)reader.BytesConsumed;
        }
        catch (JsonException)
        {
            // What is wrong is told when the object is read.
        }

        return 0;
    }

    private bool NextInArray()
    {
        var next = Peek() ?? throw new ExportRefused("truncated", $"line {Line}: the JSON ends before its array does; it was cut off", Line);
        if (next == (byte)']') return false;
        if (isFirst) return true;
        if (next != (byte)',') throw Bad("there is no comma between two responses");
        Pass(1);
        return true;
    }

    // After the array of an envelope its other members may follow.
    private void Finish()
    {
        Pass(1);
        if (frame == Frame.Envelope)
        {
            while (filled - at < LargestObject && Fill())
            {
            }

            var rest = Encoding.UTF8.GetBytes("{\"responses\":null").Concat(buffer[at..filled]).ToArray();
            var reader = new Utf8JsonReader(rest, new JsonReaderOptions { MaxDepth = DeepestFile });
            try
            {
                while (reader.Read())
                {
                }
            }
            catch (JsonException exception)
            {
                throw new ExportRefused("bad-json", $"line {Line + exception.LineNumber}: {Told(exception)}", Line + exception.LineNumber);
            }

            Pass(filled - at);
        }

        frame = Frame.Done;
    }

    private int LengthOfObject()
    {
        while (true)
        {
            var reader = new Utf8JsonReader(buffer.AsSpan(at, filled - at), isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = Depth }));
            try
            {
                if (reader.Read() && reader.TrySkip()) return reader.BytesConsumed <= LargestObject ? (int)reader.BytesConsumed : throw TooLong();
            }
            catch (JsonException exception)
            {
                var line = Line + exception.LineNumber;
                if (reader.CurrentDepth >= Depth - 1) throw new ExportRefused("too-deep", $"line {line}: the JSON has more than {DeepestFile} levels of braces and brackets", line);
                throw new ExportRefused("bad-json", $"line {line}: {Told(exception)}", line);
            }

            if (filled - at > LargestObject) throw TooLong();
            if (!Fill()) throw new ExportRefused("truncated", $"line {Line}: the JSON ends within the response that begins here; it was cut off", Line);
        }
    }

    private ExportRefused TooLong() => new("line-too-long", $"line {Line}: a response of more than {LargestObject:N0} bytes", Line);

    private static string Told(JsonException exception)
    {
        var place = exception.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return $"this is no JSON: {(place < 0 ? exception.Message : exception.Message[..place])}";
    }

    private byte? Peek()
    {
        while (true)
        {
            while (at < filled)
            {
                if (buffer[at] is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')) return buffer[at];
                Pass(1);
            }

            if (!Fill()) return null;
        }
    }

    private void Pass(int count)
    {
        Line += buffer.AsSpan(at, count).Count((byte)'\n');
        at += count;
    }

    private bool Fill()
    {
        if (at > 0)
        {
            buffer.AsSpan(at, filled - at).CopyTo(buffer);
            (at, filled) = (0, filled - at);
        }

        if (filled == buffer.Length) Array.Resize(ref buffer, 2 * buffer.Length);
        var read = source.Stream.Read(buffer.AsSpan(filled));
        filled += read;
        return read > 0;
    }
}
