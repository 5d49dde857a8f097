using System.Net;
using System.Net.Sockets;

namespace OrleansScheduler.Host.Joining;

/// <summary>Which of this machine's addresses others see.</summary>
internal static class OwnAddress
{
    /// <summary>The address from which the server is reached; nothing is sent to find it out.</summary>
    public static async Task<IPAddress> TowardsAsync(Uri server, CancellationToken cancellationToken)
    {
        var addresses = await Dns.GetHostAddressesAsync(server.DnsSafeHost, cancellationToken);
        using var socket = new Socket(addresses[0].AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(addresses[0], server.Port, cancellationToken);
        return ((IPEndPoint)(socket.LocalEndPoint ?? throw new IOException($"No way leads to {server}."))).Address;
    }
}
