using Symetrie.Analytics.Surveys;
using Symetrie.Api.Exports.Cells;

namespace Symetrie.Api.Exports.Formats;

/// <summary>The rows of a Qualtrics export. Previews, generated test responses, spam and unfinished responses are no responses.</summary>
internal sealed class QualtricsTable : ExportTable
{
    private static readonly NoResponse Preview = new("preview", "a preview of the survey by its makers (Status, DistributionChannel)");
    private static readonly NoResponse Test = new("test", "a test response that Qualtrics made up (Status)");
    private static readonly NoResponse Spam = new("spam", "a response that Qualtrics holds to be spam (Status)");
    private static readonly NoResponse Unfinished = new("unfinished", "a response that was begun and not finished (Finished, Progress)");
    private static readonly string[] PreviewWords = ["preview", "vorschau", "apercu", "vista previa", "anteprima", "voorbeeld", "previsualizacao"];
    private static readonly string[] NoWords = ["0", "false", "faux", "falsch", "falso", "onwaar", "no", "non", "nein"];
    private readonly HeadRow names;
    private readonly HeadRow? texts;
    private readonly IReadOnlyList<Qualtrics.ColumnId> ids;
    private readonly Utf8Cache<NoResponse?> states = new(1_000);
    private readonly Utf8Cache<bool> ends = new(1_000);
    private readonly int status;
    private readonly int channel;
    private readonly int finished;
    private readonly int progress;

    /// <summary>The rows below the header lines.</summary>
    public QualtricsTable(RawRows rows, HeadRow names, HeadRow? texts, IReadOnlyList<Qualtrics.ColumnId> ids)
        : base(rows)
    {
        (this.names, this.texts, this.ids) = (names, texts, ids);
        (status, channel, finished, progress) = (Find("Status", "status"), Find("DistributionChannel", "distributionChannel"), Find("Finished", "finished"), Find("Progress", "progress"));
        Ids = [.. ids.Select(i => i.Id)];
    }

    /// <inheritdoc/>
    public override string Format => "qualtrics";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Headers => names.Cells;

    /// <inheritdoc/>
    public override long HeaderLine => names.Line;

    /// <inheritdoc/>
    public override long? LabelsLine => texts?.Line;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Labels => texts?.Cells ?? base.Labels;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; }

    /// <summary>A question that was seen and not answered.</summary>
    public override IReadOnlyList<string> Missing => ["-99"];

    /// <inheritdoc/>
    public override TimeZoneInfo? ZoneOf(int column) => column >= 0 && column < ids.Count ? ids[column].Zone : null;

    /// <inheritdoc/>
    protected override NoResponse? Judge()
    {
        if (status >= 0 && State(Meant(status)) is { } state) return state;
        if (channel >= 0 && State(Meant(channel)) is { } way) return way;
        return finished >= 0 ? (IsNo(Meant(finished)) ? Unfinished : null) : progress >= 0 && IsPart(Cell(progress)) ? Unfinished : null;
    }

    // In an SPSS file the tool's own columns hold codes, too, and the file says what they mean: 1 may be "False" there.
    private ReadOnlySpan<byte> Meant(int column)
    {
        var cell = Cell(column);
        if (ValueLabels.Count == 0 || !ValueLabels.TryGetValue(column, out var labels)) return cell;
        return labels.TryGetValue(System.Text.Encoding.UTF8.GetString(Utf8.Trim(cell)), out var label) ? System.Text.Encoding.UTF8.GetBytes(label) : cell;
    }

    private int Find(string name, string id)
    {
        for (var i = 0; i < names.Cells.Count; i++)
            if (names[i] == name || (i < ids.Count && ids[i].Id == id) || (texts?[i] == name && names[i].StartsWith('V'))) return i;
        return -1;
    }

    private NoResponse? State(ReadOnlySpan<byte> cell)
    {
        if (states.TryGet(cell, out var state)) return state;
        var text = TextKey.Of(System.Text.Encoding.UTF8.GetString(cell));

        // As a number it is a set of bits: 1 preview, 2 test, 4 imported, 8 spam, 16 offline, 32 employees.
        var bits = int.TryParse(text, out var number) ? number : 0;
        state = (bits & 1) > 0 || PreviewWords.Any(w => text.Contains(w, StringComparison.Ordinal)) ? Preview
            : (bits & 2) > 0 || text.Contains("test", StringComparison.Ordinal) ? Test
            : (bits & 8) > 0 || text.Contains("spam", StringComparison.Ordinal) ? Spam
            : null;
        return states.Add(cell, state);
    }

    private bool IsNo(ReadOnlySpan<byte> cell) => ends.TryGet(cell, out var no) ? no : ends.Add(cell, NoWords.Contains(TextKey.Of(System.Text.Encoding.UTF8.GetString(cell))));

    private static bool IsPart(ReadOnlySpan<byte> cell) => NumberCells.TryReadCount(Utf8.Trim(cell), out var percent) && percent < 100;
}
