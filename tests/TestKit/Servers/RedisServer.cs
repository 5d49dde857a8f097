using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace OrleansScheduler.TestKit.Servers;

/// <summary>A redis-server that has every write on disk before it answers.</summary>
public sealed class RedisServer : TestServer
{
    private static readonly Tool Executable = new("redis-server");
    private readonly int _port = FreePort.Take();

    /// <summary>Why it cannot run here, and what to do about it; null when it can.</summary>
    public static string? Missing =>
        Executable.Path is null ? "redis-server is not installed (Debian: apt-get install redis-server)." : null;

    public override string ConnectionString => $"127.0.0.1:{_port}";

    public override string Provider => "Redis";

    protected override ProcessStartInfo Command() => new(
        Executable.Path ?? throw new InvalidOperationException(Missing),
        [
            "--port", $"{_port}", "--bind", "127.0.0.1", "--dir", Directory,
            "--save", "", "--appendonly", "yes", "--appendfsync", "always",
        ]);

    // One that still reads its file accepts connections, too, but answers with an error.
    protected override async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, _port, cancellationToken);
            await client.GetStream().WriteAsync("PING\r\n"u8.ToArray(), cancellationToken);
            using var reader = new StreamReader(client.GetStream());
            return await reader.ReadLineAsync(cancellationToken) == "+PONG";
        }
        catch (Exception failure) when (failure is SocketException or IOException)
        {
            return false;
        }
    }
}
