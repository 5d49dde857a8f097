using System.Diagnostics;

namespace OrleansScheduler.TestKit.Servers;

/// <summary>A redis-server that has every write on disk before it answers.</summary>
public sealed class RedisServer : TestServer
{
    private static readonly Tool Executable = new("redis-server");
    private readonly int _port = FreePort();

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

    protected override Task<bool> IsReadyAsync(CancellationToken cancellationToken) => AcceptsAsync(_port, cancellationToken);
}
