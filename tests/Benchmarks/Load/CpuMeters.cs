using System.Diagnostics;

namespace OrleansScheduler.Benchmarks.Load;

/// <summary>The processor time of the server and of this client since the meters were started.</summary>
internal sealed class CpuMeters(Process? server)
{
    private readonly Process _client = Process.GetCurrentProcess();
    private readonly TimeSpan _serverStart = Read(server) ?? TimeSpan.Zero;
    private readonly TimeSpan _clientStart = Process.GetCurrentProcess().TotalProcessorTime;

    /// <summary>Null where the server is not a process of ours.</summary>
    public TimeSpan? Server => Read(server) - _serverStart;

    public TimeSpan Client => (Read(_client) ?? TimeSpan.Zero) - _clientStart;

    private static TimeSpan? Read(Process? process)
    {
        process?.Refresh();
        return process?.TotalProcessorTime;
    }
}
