using System.Buffers.Binary;
using System.Security.Cryptography;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Imports;

/// <summary>One response, one key: the response's id where the export has one; else respondent and occasion (the submission date where there
/// is no other); else a digest of team, date and answers. Ids leave this class as keyed hashes only.</summary>
/// <param name="key">The store's secret.</param>
/// <param name="codebook">The codebook the responses are read by.</param>
internal sealed class ResponseIdentity(SecretKey key, StoredCodebook codebook)
{
    private const int KeySize = 16;
    private readonly string voice = codebook.Codebook.Voice.Text();
    private readonly string questionnaire = codebook.Codebook.Key;

    /// <summary>What is staged of a response.</summary>
    public StagedResponse Identify(Response response)
    {
        var unit = TextKey.Of(response.Team);
        Span<byte> hash = stackalloc byte[32];
        var person = -1L;
        if (response.Respondent is not null)
        {
            key.Hash(hash, "person", voice, response.Respondent);
            person = BinaryPrimitives.ReadInt64LittleEndian(hash) & long.MaxValue;
        }

        // A published figure is known by its place: team, period and item. It has no respondent.
        if (codebook.Codebook.Layout is Layout.Aggregate or Layout.Invited) key.Hash(hash, "figure", questionnaire, unit, Day(response), Item(response));
        else if (response.ResponseId is not null) key.Hash(hash, "response", questionnaire, response.ResponseId);
        else if (response.Respondent is not null) key.Hash(hash, "respondent", questionnaire, response.Respondent, response.Occasion ?? Day(response));
        else key.Hash(hash, "answers", questionnaire, unit, Day(response), Convert.ToHexString(response.Content));
        var identified = codebook.Codebook.Layout is Layout.Aggregate or Layout.Invited || response.ResponseId is not null || response.Respondent is not null;
        return new StagedResponse(response.Line, hash[..KeySize].ToArray(), identified, person, unit, response.Day, Fingerprint(unit, response.Day, response.Content), response.Content);
    }

    private static string Day(Response response) => response.Day.DayNumber.ToString();

    private static string Item(Response response) => AnswerCode.ReadFigure(response.Content).Item.ToString();

    /// <summary>What a version says: two rows with one fingerprint say the same.</summary>
    public long Fingerprint(string unit, DateOnly day, ReadOnlySpan<byte> content)
    {
        var length = 16 + content.Length + (unit.Length * 3);
        var bytes = length <= 512 ? stackalloc byte[length] : new byte[length];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, codebook.Number);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[8..], day.DayNumber);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[12..], content.Length);
        content.CopyTo(bytes[16..]);
        var at = 16 + content.Length;
        at += System.Text.Encoding.UTF8.GetBytes(unit, bytes[at..]);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(bytes[..at], hash);
        return BinaryPrimitives.ReadInt64LittleEndian(hash);
    }
}
