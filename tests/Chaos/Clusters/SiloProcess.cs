using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using OrleansScheduler.TestKit;

namespace OrleansScheduler.Chaos.Clusters;

/// <summary>One <c>server</c> process that can be killed, frozen and started again at the same address.</summary>
internal sealed class SiloProcess(string name, string dataDirectory, IReadOnlyList<string> arguments) : IAsyncDisposable
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(60);

    private readonly int _port = FreePort();
    private Process? _process;

    public string Name => name;

    public Uri Url => new($"https://127.0.0.1:{_port}/");

    public string Kubeconfig => Path.Combine(dataDirectory, "kubeconfig");

    public bool IsRunning => _process is { HasExited: false };

    public int ProcessId => Running.Id;

    /// <summary>Where its output goes, appended over restarts.</summary>
    public string Log => Path.Combine(dataDirectory, "output.log");

    private Process Running => _process ?? throw new InvalidOperationException($"{name} was never started.");

    public void Start()
    {
        Directory.CreateDirectory(dataDirectory);
        string[] all = ["server", "--data", dataDirectory, "--port", $"{_port}", .. arguments];
        var command = string.Join(' ', all.Prepend(HostProcess.Executable).Select(word => $"'{word}'"));
        _process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"exec {command} >> '{Log}' 2>&1"]))
            ?? throw new InvalidOperationException($"{name} did not start.");
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        Running.Kill();
        await Running.WaitForExitAsync(cancellationToken);
    }

    /// <summary>SIGTERM, and waits until it is gone.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await SignalAsync("TERM", cancellationToken);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(StopPatience);
        await Running.WaitForExitAsync(patience.Token);
    }

    /// <summary>SIGSTOP.</summary>
    public Task FreezeAsync(CancellationToken cancellationToken) => SignalAsync("STOP", cancellationToken);

    /// <summary>SIGCONT.</summary>
    public Task ThawAsync(CancellationToken cancellationToken) => SignalAsync("CONT", cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (IsRunning)
        {
            await ThawAsync(CancellationToken.None);
            await KillAsync(CancellationToken.None);
        }

        _process?.Dispose();
    }

    private async Task SignalAsync(string signal, CancellationToken cancellationToken)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{ProcessId}"]);
        await kill.WaitForExitAsync(cancellationToken);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
