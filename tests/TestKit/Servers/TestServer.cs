using System.Diagnostics;
using System.Text;

namespace OrleansScheduler.TestKit.Servers;

/// <summary>A storage server of the machine, started for one test over a directory of its own.</summary>
public abstract class TestServer : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private readonly StringBuilder _output = new();
    private Process? _process;

    /// <summary>What a silo needs to use it.</summary>
    public abstract string ConnectionString { get; }

    /// <summary>As in the settings: <c>Storage:Provider</c>.</summary>
    public abstract string Provider { get; }

    protected string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("orleans-scheduler-server-").FullName;

    /// <summary>Starts it, or starts it again over the same data.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var start = Command();
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        _process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        _process.OutputDataReceived += (_, line) => Append(line.Data);
        _process.ErrorDataReceived += (_, line) => Append(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        var clock = Stopwatch.StartNew();
        while (!await IsReadyAsync(cancellationToken))
        {
            if (_process.HasExited || clock.Elapsed > StartTimeout)
            {
                throw new InvalidOperationException($"{GetType().Name} did not become ready:\n{Output()}");
            }

            await Task.Delay(50, cancellationToken);
        }
    }

    /// <summary>kill -9, its children as well.</summary>
    public async Task KillAsync()
    {
        if (_process is { } process)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
            _process = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        System.IO.Directory.Delete(Directory, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected abstract ProcessStartInfo Command();

    protected abstract Task<bool> IsReadyAsync(CancellationToken cancellationToken);

    private void Append(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }

    private string Output()
    {
        lock (_output)
        {
            return _output.ToString();
        }
    }
}
