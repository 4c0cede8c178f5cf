using Symetrie.Analytics.Surveys;

namespace Symetrie.Api.Exports.Formats;

/// <summary>Microsoft Forms: an id, when it was begun and when completed; then the questions as asked. Several choices of one question are joined by semicolons.</summary>
internal sealed class MicrosoftForms : IExportFormat
{
    private static readonly string[] Begun = ["start time", "heure de debut", "startzeit", "hora de inicio", "ora di inizio", "begintijd"];
    private static readonly string[] Completed = ["completion time", "heure de fin", "fertigstellungszeit", "hora de finalizacion", "ora di completamento", "tijd van voltooien"];

    /// <inheritdoc/>
    public string Key => "microsoft-forms";

    /// <inheritdoc/>
    public bool Recognises(RowsHead head) => TextKey.Of(head[0][0]) == "id" && Begun.Contains(TextKey.Of(head[0][1])) && Completed.Contains(TextKey.Of(head[0][2]));

    /// <inheritdoc/>
    public ExportTable Open(RawRows rows) => new OneLineTable(rows, Key);
}
