using System.Net;
using System.Net.Sockets;

namespace OrleansScheduler.Host.Cluster;

/// <summary>A TCP port of the loopback interface that nobody listens on at this moment.</summary>
internal static class FreePort
{
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
