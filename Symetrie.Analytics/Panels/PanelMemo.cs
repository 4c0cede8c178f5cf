using System.Collections.Concurrent;

namespace Symetrie.Analytics.Panels;

/// <summary>The last of each kind of thing that was made of a panel: measures of one period follow each other, and one of each is little to keep.</summary>
internal sealed class PanelMemo
{
    private readonly ConcurrentDictionary<string, (object Key, Lazy<object> Made)> last = new(StringComparer.Ordinal);

    /// <summary>The thing of a kind and key; made where the last of its kind has another key.</summary>
    public T Of<T>(string kind, object key, Func<T> make)
        where T : class
    {
        var entry = last.AddOrUpdate(kind, _ => (key, new(make)), (_, known) => known.Key.Equals(key) ? known : (key, new(make)));
        return (T)entry.Made.Value;
    }
}
