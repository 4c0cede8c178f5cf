using System.Text;

namespace Symetrie.Api.Access;

/// <summary>Finds the key in a request's headers: <c>X-Api-Key</c>, <c>Authorization: Bearer</c>, or Basic with the key as password
/// (Power Query lets no other header through). Never in the query string, which is written to logs on the way.</summary>
internal static class KeyText
{
    public const string Header = "X-Api-Key";

    /// <summary>The key as sent; null where there is none.</summary>
    public static string? Of(IHeaderDictionary headers)
    {
        if (headers[Header] is [{ Length: > 0 } key, ..]) return key;
        if (headers.Authorization is not [{ } authorization, ..]) return null;
        var cut = authorization.IndexOf(' ', StringComparison.Ordinal);
        if (cut < 0) return null;
        var (scheme, rest) = (authorization[..cut], authorization[(cut + 1)..].Trim());
        if (scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)) return rest;
        return scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase) ? Password(rest) : null;
    }

    private static string? Password(string encoded)
    {
        var bytes = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded, bytes, out var length)) return null;
        var pair = Encoding.UTF8.GetString(bytes, 0, length);
        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : pair[(colon + 1)..];
    }
}
