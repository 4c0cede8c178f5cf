using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Imports;

/// <summary>One response, one key: the response's id where the export has one; else respondent and occasion (the submission date where there
/// is no other); else a digest of team, date and answers. Ids leave this class as keyed hashes only.</summary>
internal sealed class ResponseIdentity : IDisposable
{
    private const ulong FnvOffset = 14695981039346656037;
    private const ulong FnvPrime = 1099511628211;
    private readonly SecretKey.Hasher hasher;
    private readonly long codebook;
    private readonly Layout layout;
    private readonly string voice;
    private readonly string questionnaire;

    /// <param name="key">The store's secret.</param>
    /// <param name="codebook">The codebook the responses are read by.</param>
    public ResponseIdentity(SecretKey key, StoredCodebook codebook)
    {
        (hasher, this.codebook, layout) = (key.Open(), codebook.Number, codebook.Codebook.Layout);
        (voice, questionnaire) = (codebook.Codebook.Voice.Text(), codebook.Codebook.Key);
    }

    /// <summary>What is stored of a response.</summary>
    /// <param name="response">The response.</param>
    /// <param name="unit">The normalised key of its team as written.</param>
    public IncomingResponse Identify(Response response, string unit)
    {
        Span<byte> hash = stackalloc byte[32];
        var (person, identified) = (-1L, true);
        if (response.Respondent is not null)
        {
            person = PersonNumber.Hash(hasher, hash, voice, response.Respondent);
        }

        // A published figure is known by its place: team, period and item. It has no respondent.
        if (layout is Layout.Aggregate or Layout.Invited) hasher.Hash(hash, "figure", questionnaire, unit, Day(response), AnswerCode.ReadFigure(response.Content).Item.ToString());
        else if (layout == Layout.Outcomes) hasher.Hash(hash, "outcome", questionnaire, unit, Day(response), MeasuredOutcome.Read(response.Content).Metric);
        else if (response.ResponseId is not null) hasher.Hash(hash, "response", questionnaire, response.ResponseId);
        else if (response.Respondent is not null) MarkOccasion(hash, response);
        else
        {
            hasher.Hash(hash, "answers", questionnaire, unit, Day(response), Convert.ToHexString(response.Content));
            identified = false;
        }

        return new IncomingResponse(response.Line, ResponseKey.Read(hash.Slice(8, ResponseKey.Size)), identified, person, unit, response.Day, Fingerprint(unit, response.Day, response.Content), response.Content);
    }

    /// <summary>What a version says, as 64 bits (FNV-1a): two versions of one response with one fingerprint say the same.</summary>
    public long Fingerprint(string unit, DateOnly day, ReadOnlySpan<byte> content)
    {
        Span<byte> head = stackalloc byte[12];
        BinaryPrimitives.WriteInt64LittleEndian(head, codebook);
        BinaryPrimitives.WriteInt32LittleEndian(head[8..], day.DayNumber);
        return (long)Fnv(Fnv(Fnv(FnvOffset, head), content), MemoryMarshal.AsBytes(unit.AsSpan()));
    }

    /// <inheritdoc/>
    public void Dispose() => hasher.Dispose();

    // The respondent's keyed hash, marked by questionnaire and occasion: one slow hash a row is enough.
    private void MarkOccasion(Span<byte> hash, Response response)
    {
        var mark = Fnv(FnvOffset, MemoryMarshal.AsBytes(questionnaire.AsSpan()));
        if (response.Occasion is { } occasion) mark = Fnv(mark, MemoryMarshal.AsBytes(occasion.AsSpan()));
        else mark = Fnv(mark, BitConverter.GetBytes(response.Day.DayNumber));
        var half = hash.Slice(16, 8);
        BinaryPrimitives.WriteUInt64LittleEndian(half, BinaryPrimitives.ReadUInt64LittleEndian(half) ^ mark);
    }

    private static string Day(Response response) => response.Day.DayNumber.ToString();

    private static ulong Fnv(ulong hash, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes) hash = (hash ^ value) * FnvPrime;
        return hash;
    }
}
