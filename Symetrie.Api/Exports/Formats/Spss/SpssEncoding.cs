using System.Buffers.Binary;
using System.Text;

namespace Symetrie.Api.Exports.Formats.Spss;

/// <summary>The encoding of an SPSS file's texts: as its dictionary says; where it says nothing, UTF-8 if every label is, else Windows-1252.</summary>
internal static class SpssEncoding
{
    /// <summary>The encoding.</summary>
    /// <exception cref="ExportRefused">The dictionary names one that is not known.</exception>
    public static TextEncoding Of(SpssRecords records, bool isBigEndian)
    {
        if (records.Extensions.TryGetValue(20, out var named))
        {
            var name = Encoding.ASCII.GetString(named).Trim(' ', '\0');
            return Named(name) ?? throw new ExportRefused("bad-encoding", $"the SPSS file says its texts are in '{(name.Length > 40 ? name[..40] + "…" : name)}', an encoding that is not known");
        }

        if (records.Extensions.TryGetValue(3, out var machine) && machine.Length >= 32)
        {
            var code = isBigEndian ? BinaryPrimitives.ReadInt32BigEndian(machine.AsSpan(28)) : BinaryPrimitives.ReadInt32LittleEndian(machine.AsSpan(28));
            if (code > 4 && Paged(code) is { } paged) return paged;
        }

        var isUtf8 = records.Variables.TrueForAll(v => System.Text.Unicode.Utf8.IsValid(v.Label)) && records.Labels.TrueForAll(l => l.Labels.All(v => System.Text.Unicode.Utf8.IsValid(v.Label)));
        return Paged(isUtf8 ? 65001 : 1252)!;
    }

    private static TextEncoding? Named(string name)
    {
        var page = name.StartsWith("CP", StringComparison.OrdinalIgnoreCase) && int.TryParse(name.AsSpan(2), out var number) ? number : 0;
        if (page > 0) return Paged(page);
        try
        {
            return new TextEncoding(name.ToLowerInvariant(), CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static TextEncoding? Paged(int page)
    {
        try
        {
            var encoding = CodePagesEncodingProvider.Instance.GetEncoding(page) ?? Encoding.GetEncoding(page);
            return new TextEncoding(encoding.WebName, encoding);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
