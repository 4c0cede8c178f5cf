using System.Net;
using System.Net.Sockets;

namespace Symetrie.Api.Notices;

/// <summary>Which addresses notices may be connected to. Asked of the very address that is connected to, after its name was resolved: a name that
/// points inside the house, or does so the second time it is asked for, leads nowhere.</summary>
/// <param name="allowed">Networks that are not the Internet's and may be connected to all the same.</param>
internal sealed class Reach(IReadOnlyList<IPNetwork> allowed)
{
    // IANA's special-purpose registries (RFC 6890 and its successors), without what is reached like any other address.
    private static readonly IPNetwork[] Inside =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(n => IPNetwork.Parse(n)),
    ];

    /// <summary>Whether an address may be connected to.</summary>
    public bool Allows(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return !Inside.Any(n => n.Contains(plain)) || allowed.Any(n => n.Contains(plain));
    }

    /// <summary>Connects to a host, at an address that is allowed.</summary>
    /// <exception cref="HttpRequestException">None of its addresses is.</exception>
    public async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, cancel);
        var open = Array.FindAll(addresses, Allows);
        if (open.Length == 0) throw new HttpRequestException($"'{host}' has no address that may be connected to");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(open, port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
