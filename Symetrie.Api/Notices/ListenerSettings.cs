using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Symetrie.Api.Notices;

/// <summary>Who is told when something has happened. Validated when made.</summary>
public sealed record ListenerSettings
{
    /// <param name="addresses">Where notices are sent: <c>https://host/path</c>.</param>
    /// <param name="hosts">The hosts that may be sent to.</param>
    /// <param name="networks">Networks that are not the Internet's and may be connected to all the same.</param>
    /// <param name="secret">What notices are signed with: <c>whsec_</c> and 24 to 64 bytes in base64.</param>
    /// <exception cref="ArgumentException">One of them cannot be; the message names it.</exception>
    public ListenerSettings(IReadOnlyList<string> addresses, IReadOnlyList<string> hosts, IReadOnlyList<string> networks, string? secret)
    {
        Addresses = [.. addresses.Select(a => Address(a, hosts))];
        Networks = [.. networks.Select(Network)];
        Signing = addresses.Count == 0 ? [] : Key(secret);
    }

    /// <summary>Nobody.</summary>
    public static ListenerSettings None { get; } = new([], [], [], null);

    /// <summary>Where notices are sent.</summary>
    public IReadOnlyList<Uri> Addresses { get; }

    /// <summary>Networks that are not the Internet's and may be connected to all the same.</summary>
    public IReadOnlyList<IPNetwork> Networks { get; }

    /// <summary>What notices are signed with.</summary>
    internal byte[] Signing { get; }

    /// <summary>The name of a listener in the store: an address may hold a secret in its path.</summary>
    public static string NameOf(Uri address) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.AbsoluteUri))[..12]);

    private static Uri Address(string text, IReadOnlyList<string> hosts)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http") || address.UserInfo.Length > 0)
            throw new ArgumentException($"'{Shown(text)}' is no address such as https://hooks.example.org/symetrie", nameof(text));
        return hosts.Contains(address.IdnHost, StringComparer.OrdinalIgnoreCase)
            ? address
            : throw new ArgumentException($"notices may not be sent to '{address.IdnHost}': it is not among the hosts that are allowed", nameof(text));
    }

    // The path may be a secret, the host is none.
    private static string Shown(string text) => text.Length <= 24 ? text : text[..24] + "…";

    private static IPNetwork Network(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : throw new ArgumentException($"'{text}' is neither an address nor a network such as 10.0.0.0/8", nameof(text));

    private static byte[] Key(string? secret)
    {
        const string Mark = "whsec_";
        var bytes = new byte[96];
        if (secret?.StartsWith(Mark, StringComparison.Ordinal) == true && Convert.TryFromBase64String(secret[Mark.Length..], bytes, out var length) && length is >= 24 and <= 64) return bytes[..length];
        throw new ArgumentException("notices are signed with a secret that begins with 'whsec_', followed by 24 to 64 random bytes in base64", nameof(secret));
    }
}
