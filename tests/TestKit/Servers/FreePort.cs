using System.Net;
using System.Net.Sockets;

namespace OrleansScheduler.TestKit.Servers;

/// <summary>
/// Ports for servers that are started a moment later: below those the system gives to outgoing connections, so that no
/// connection of a busy machine takes one meanwhile, and none twice.
/// </summary>
public static class FreePort
{
    private const int First = 12_000;
    private const int Count = 20_000;
    private static int _taken = Random.Shared.Next(Count);

    public static int Take()
    {
        while (true)
        {
            var port = First + (Interlocked.Increment(ref _taken) % Count);
            if (IsFree(port))
            {
                return port;
            }
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
