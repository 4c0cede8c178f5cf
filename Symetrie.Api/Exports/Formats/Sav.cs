using Symetrie.Api.Exports.Formats.Spss;

namespace Symetrie.Api.Exports.Formats;

/// <summary>SPSS system files, .sav and .zsav.</summary>
internal sealed class Sav : IExportContainer
{
    /// <inheritdoc/>
    public string Key => "sav";

    /// <inheritdoc/>
    public bool Recognises(ExportSource source) => source.Head.Span is [(byte)'$', (byte)'F', (byte)'L', (byte)'2' or (byte)'3', ..];

    /// <inheritdoc/>
    public RawRows Open(ExportSource source) => new SpssRows(source);
}
