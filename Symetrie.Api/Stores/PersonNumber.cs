using System.Buffers.Binary;
using System.Globalization;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Api.Stores;

/// <summary>The number that stands for a respondent of one voice: 63 bits of the keyed hash of the respondent's id. All that a store knows of
/// a person hangs on it, so its 16 hex digits are the hash by which a person is erased or given access.</summary>
public static class PersonNumber
{
    private const int Digits = 16;

    /// <summary>The keyed hash of a respondent's id, 32 bytes.</summary>
    /// <param name="hasher">A hasher of the store's key.</param>
    /// <param name="hash">Where the hash goes.</param>
    /// <param name="voice">The voice: an employee who is a customer too is two persons.</param>
    /// <param name="respondent">The id as exports write it, without space around it.</param>
    /// <returns>The number.</returns>
    public static long Hash(SecretKey.Hasher hasher, Span<byte> hash, string voice, string respondent)
    {
        hasher.Hash(hash, "person", voice, respondent);
        return BinaryPrimitives.ReadInt64LittleEndian(hash) & long.MaxValue;
    }

    /// <summary>The voices, as commands and rows write them.</summary>
    public static IReadOnlyList<string> VoiceTexts { get; } = [.. Voices.Both.Select(v => v.Text())];

    /// <summary>The number of a respondent.</summary>
    /// <param name="store">The store, whose key makes the hash.</param>
    /// <param name="voice">One of <see cref="VoiceTexts"/>.</param>
    /// <param name="respondent">The id as exports write it.</param>
    /// <exception cref="ArgumentException">There is no such voice.</exception>
    /// <exception cref="InvalidOperationException">The store's key file is missing or another's.</exception>
    public static long Of(Store store, string voice, string respondent) =>
        Of(store, Voices.Parse(voice) ?? throw new ArgumentException($"'{voice}' is no voice", nameof(voice)), respondent);

    /// <summary>The number of a respondent.</summary>
    /// <exception cref="InvalidOperationException">The store's key file is missing or another's.</exception>
    public static long Of(Store store, Voice voice, string respondent)
    {
        using var hasher = SecretKey.Of(store).Open();
        return Hash(hasher, stackalloc byte[32], voice.Text(), respondent.Trim());
    }

    /// <summary>The number as 16 hex digits.</summary>
    public static string Text(long person) => person.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>Reads 16 hex digits; null where the text is none.</summary>
    public static long? Parse(string text) =>
        text.Length == Digits && long.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var person) && person >= 0 ? person : null;
}
