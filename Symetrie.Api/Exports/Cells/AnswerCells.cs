using System.Collections.ObjectModel;
using System.Text;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Api.Exports.Cells;

/// <summary>Reads answers to items of one scale: a number on it, a label of it, or nothing.</summary>
internal sealed class AnswerCells
{
    /// <summary>There is no answer.</summary>
    public const int None = -1;

    /// <summary>What is there is no answer on this scale.</summary>
    public const int Bad = -2;

    private const int Unread = -3;
    private readonly ResponseScale scale;
    private readonly MissingCodes missing;
    private readonly NumberCells numbers;
    private readonly Utf8Cache<int> known = new(10_000);
    private readonly int[] small = new int[100];
    private readonly Dictionary<string, int> coded = new(StringComparer.Ordinal);

    /// <summary>A reader for one scale.</summary>
    /// <param name="scale">The scale.</param>
    /// <param name="missing">The texts that mean nothing.</param>
    /// <param name="numbers">Reads numbers.</param>
    /// <param name="labels">What the file itself says its codes mean; null where it says nothing.</param>
    public AnswerCells(ResponseScale scale, MissingCodes missing, NumberCells numbers, IReadOnlyDictionary<string, string>? labels = null)
    {
        (this.scale, this.missing, this.numbers) = (scale, missing, numbers);

        // Where the file says what a code means, and the scale knows the words, the words count: tools number their choices as they like.
        foreach (var (code, label) in labels ?? ReadOnlyDictionary<string, string>.Empty)
            if (scale.PointOf(label) is { } point && scale.StepOf(point) is { } step) coded[code] = step;
        Array.Fill(small, Unread);
        for (var value = 0; value < small.Length; value++) small[value] = ReadSlowly(Encoding.UTF8.GetBytes($"{value}"));
    }

    /// <summary>The step of an answer on the scale, <see cref="None"/> or <see cref="Bad"/>.</summary>
    public int Read(ReadOnlySpan<byte> cell)
    {
        // Nearly every answer is a whole number of one or two digits: a table knows them all.
        if (cell.Length == 0) return None;
        if (cell.Length == 1 && (uint)(cell[0] - '0') < 10) return small[cell[0] - '0'];
        if (cell.Length == 2 && (uint)(cell[0] - '1') < 9 && (uint)(cell[1] - '0') < 10) return small[((cell[0] - '0') * 10) + cell[1] - '0'];
        if (known.TryGet(cell, out var step)) return step;
        step = ReadSlowly(Utf8.Trim(cell));
        return step == Bad ? Bad : known.Add(cell, step);
    }

    /// <summary>Why a cell is no answer: a code and a sentence.</summary>
    public (string Code, string Reason) Explain(ReadOnlySpan<byte> cell)
    {
        cell = Utf8.Trim(cell);
        if (numbers.TryRead(cell, out var number))
        {
            return number < scale.Min || number > scale.Max
                ? ("out-of-scale", $"the scale goes from {scale.Min} to {scale.Max}")
                : ("out-of-scale", scale.Decimals == 0 ? $"the scale from {scale.Min} to {scale.Max} has whole points only" : $"finer than the {scale.Decimals} decimals of the scale");
        }

        if (NumberCells.LooksLikeNumber(cell)) return ("not-a-number", $"the decimal mark of this file is '{numbers.Mark}'");
        return scale.Labels.Count > 0 ? ("unknown-label", "neither a number nor a label of the scale") : ("not-a-number", "not a number, and the scale has no labels");
    }

    private int ReadSlowly(ReadOnlySpan<byte> cell)
    {
        if (missing.Holds(cell)) return None;
        if (coded.Count > 0 && cell.Length <= 1000 && coded.TryGetValue(Encoding.UTF8.GetString(cell), out var step)) return step;

        // "25 %" may be the label of a point, or a figure on a scale to 100.
        if (cell is [.., (byte)'%'] && scale.Labels.Count > 0 && cell.Length <= 1000 && scale.PointOf(Encoding.UTF8.GetString(cell)) is { } share) return scale.StepOf(share) ?? Bad;
        if (numbers.TryRead(cell, out var number)) return scale.StepOf(number) ?? Bad;

        // "-1" and "1" have the same key: what looks like a number is never looked up as a label.
        if (scale.Labels.Count == 0 || cell.Length > 1000 || NumberCells.LooksLikeNumber(cell)) return Bad;
        return scale.PointOf(Encoding.UTF8.GetString(cell)) is { } point ? scale.StepOf(point) ?? Bad : Bad;
    }
}
