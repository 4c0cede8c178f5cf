using Symetrie.Analytics.Surveys;

namespace Symetrie.Api.Exports;

/// <summary>The codebook a file's header fits.</summary>
/// <param name="Codebook">The codebook; null where none fits, or several do equally well.</param>
/// <param name="Reason">Why this one, or why none, in a sentence.</param>
public sealed record CodebookChoice(Codebook? Codebook, string Reason)
{
    /// <summary>Whether several codebooks fit equally well: then another one would help nobody.</summary>
    public bool IsTie { get; init; }

    /// <summary>Chooses the codebook all of whose columns the file has; of several, the one that uses most of the file's columns.</summary>
    public static CodebookChoice For(ExportShape shape, IEnumerable<Codebook> codebooks)
    {
        var fits = codebooks.Select(c => (Codebook: c, Binding: HeaderBinding.Bind(shape.Columns, c)))
            .OrderByDescending(f => f.Binding.IsWhole).ThenBy(f => f.Binding.IsWhole ? 0 : f.Binding.Missing.Count + f.Binding.Ambiguous.Count)
            .ThenByDescending(f => f.Binding.Used).ThenBy(f => f.Codebook.Key, StringComparer.Ordinal).ToList();
        if (fits.Count == 0) return new CodebookChoice(null, "there is no codebook yet");
        var (best, binding) = fits[0];
        if (!binding.IsWhole) return new CodebookChoice(null, $"no codebook fits the header; the nearest, '{best.Key}', {Lack(binding)}");
        var ties = fits.TakeWhile(f => f.Binding.IsWhole && f.Binding.Used == binding.Used).Select(f => $"'{f.Codebook.Key}'").ToList();
        return ties.Count > 1
            ? new CodebookChoice(null, $"the codebooks {string.Join(", ", ties)} fit the header equally well; say which is meant") { IsTie = true }
            : new CodebookChoice(best, $"codebook '{best.Key}' has all its columns in the header ({binding.Used} of {shape.Columns.Count} are used)");
    }

    private static string Lack(HeaderBinding binding)
    {
        const int most = 10;
        if (binding.Missing.Count == 0) return $"finds several columns for '{binding.Ambiguous[0]}'";
        var names = string.Join(", ", binding.Missing.Take(most).Select(m => $"'{m}'"));
        return $"needs {names}{(binding.Missing.Count > most ? $" and {binding.Missing.Count - most} more" : "")}, which the file does not have";
    }
}
