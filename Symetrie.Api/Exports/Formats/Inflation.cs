namespace Symetrie.Api.Exports.Formats;

/// <summary>Counts what packed bytes unfold to, and stops what unfolds too far: no survey export does, and a file made for it would fill memory or disk.</summary>
/// <param name="packed">The bytes before unpacking.</param>
/// <param name="what">What is unpacked, for refusals.</param>
public sealed class Inflation(long packed, string what)
{
    /// <summary>The most bytes anything may unfold to.</summary>
    public const long MostBytes = 4L << 30;

    /// <summary>The most bytes that one packed byte may unfold to, above <see cref="FreeBytes"/>.</summary>
    public const int MostRatio = 100;

    /// <summary>Up to here the ratio is not looked at: a small table of one answer packs very well.</summary>
    public const long FreeBytes = 64L << 20;

    private readonly long most = MostOf(packed);
    private long passed;

    /// <summary>Whether packed bytes unfold too far.</summary>
    public static bool IsTooMuch(long packed, long unpacked) => unpacked > MostOf(packed);

    /// <summary>Counts bytes that were unpacked.</summary>
    /// <exception cref="ExportRefused">They are too many.</exception>
    public void Count(long more)
    {
        if ((passed += more) > most) throw new ExportRefused("inflates-too-far", $"{what} of {packed:N0} bytes unfolds to more than {most:N0}; at most {MostRatio} times its size, and {MostBytes:N0} bytes, are read");
    }

    private static long MostOf(long packed) => Math.Min(MostBytes, Math.Max(FreeBytes, packed * MostRatio));
}
