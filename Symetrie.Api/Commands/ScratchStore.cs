using Symetrie.Api.Stores;

namespace Symetrie.Api.Commands;

/// <summary>A store in a temporary folder, gone when disposed.</summary>
internal sealed class ScratchStore : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("symetrie-");

    public ScratchStore(Terminal terminal) => Store = Store.Open(Path.Combine(folder.FullName, "symetrie.db"), terminal.Clock);

    /// <summary>The store.</summary>
    public Store Store { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Store.Dispose();
        folder.Delete(recursive: true);
    }
}
