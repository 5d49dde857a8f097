using System.Diagnostics;
using System.Text;
using k8s;

namespace OrleansScheduler.TestKit;

/// <summary>The built executable as a real process with its own data directory.</summary>
public sealed class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan RunTimeout = TimeSpan.FromSeconds(90);
    private readonly StringBuilder _output = new();
    private readonly bool _ownsData;
    private readonly Process _process;

    private HostProcess(Process process, string data, bool ownsData)
    {
        _process = process;
        DataDirectory = data;
        _ownsData = ownsData;
    }

    public string DataDirectory { get; }

    public string Kubeconfig => Path.Combine(DataDirectory, "kubeconfig");

    public int ProcessId => _process.Id;

    /// <summary>What the process printed so far, for failure messages.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>The executable of the same build configuration as the tests.</summary>
    public static string Executable { get; } = Path.Combine(
        RepositoryRoot.Path, "artifacts", "bin", "Host", Configuration, OperatingSystem.IsWindows() ? "orleans-scheduler.exe" : "orleans-scheduler");

    private static string Configuration =>
        Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)).ToLowerInvariant();

    /// <summary>Starts <c>dev</c> on a free port and waits until it is ready.</summary>
    public static Task<HostProcess> StartClusterAsync(CancellationToken cancellationToken, params string[] arguments) =>
        StartClusterAsync(null, cancellationToken, arguments);

    /// <summary>The same over a data directory of an earlier process.</summary>
    public static async Task<HostProcess> StartClusterAsync(
        string? data, CancellationToken cancellationToken, params string[] arguments)
    {
        var directory = data ?? Directory.CreateTempSubdirectory("orleans-scheduler-").FullName;
        File.Delete(Path.Combine(directory, "kubeconfig"));
        return await StartAsync(
            ["dev", "--data", directory, "--port", "0", .. arguments], directory, ownsData: data is null, cancellationToken);
    }

    private static async Task<HostProcess> StartAsync(
        IReadOnlyList<string> command, string directory, bool ownsData, CancellationToken cancellationToken)
    {
        var host = new HostProcess(Launch(command), directory, ownsData);
        host.Capture();
        try
        {
            await host.WaitUntilReadyAsync(cancellationToken);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts <c>server</c>, a control plane without nodes, and waits until it is ready.</summary>
    public static Task<HostProcess> StartServerAsync(CancellationToken cancellationToken)
    {
        var directory = Directory.CreateTempSubdirectory("orleans-scheduler-").FullName;
        return StartAsync(
            ["server", "--data", directory, "--port", "0", "--nodes", "0"], directory, ownsData: true, cancellationToken);
    }

    /// <summary>Starts <c>agent</c>, a node of its own, over a data directory that outlives it; ready is what its Node says.</summary>
    public static HostProcess StartAgent(string data, string kubeconfig, string nodeName, params string[] arguments)
    {
        var agent = new HostProcess(
            Launch(["agent", "--kubeconfig", kubeconfig, "--node-name", nodeName, "--data", data, .. arguments]), data, ownsData: false);
        agent.Capture();
        return agent;
    }

    /// <summary>Starts a command that goes on until it is stopped; the data directory is the caller's.</summary>
    public static HostProcess Start(string data, IReadOnlyList<string> command)
    {
        var process = new HostProcess(Launch(command), data, ownsData: false);
        process.Capture();
        return process;
    }

    /// <summary>Starts <c>simulate</c> against this cluster, with a name of its own; ready is what its Nodes say.</summary>
    public HostProcess StartSimulation(params string[] arguments)
    {
        var simulation = new HostProcess(Launch(["simulate", "--kubeconfig", Kubeconfig, .. arguments]), DataDirectory, ownsData: false);
        simulation.Capture();
        return simulation;
    }

    /// <summary>Runs a command to its end; one that does not end in time is killed, and its output tells how far it came.</summary>
    public static async Task<CommandResult> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        using var process = Launch(arguments);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(RunTimeout);
        await using var onTimeout = patience.Token.Register(() => process.Kill(entireProcessTree: true));
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        return new CommandResult(process.ExitCode, await output, await error);
    }

    public Kubernetes CreateClient() =>
        new(KubernetesClientConfiguration.BuildConfigFromConfigFile(Kubeconfig));

    /// <summary>kill -9: nothing is flushed, nothing is said.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to stop (SIGTERM) and waits.</summary>
    public async Task StopAsync()
    {
        if (!_process.HasExited)
        {
            using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString()]);
            await kill.WaitForExitAsync();
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            await _process.WaitForExitAsync(patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await StopAsync();
        }

        _process.Dispose();
        if (_ownsData)
        {
            await ClusterData.RemoveAsync(DataDirectory);
        }
    }

    private static Process Launch(IReadOnlyList<string> arguments) =>
        Process.Start(new ProcessStartInfo(Executable, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = RepositoryRoot.Path,
        }) ?? throw new InvalidOperationException($"{Executable} did not start.");

    private void Capture()
    {
        _process.OutputDataReceived += (_, line) => Append(line.Data);
        _process.ErrorDataReceived += (_, line) => Append(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Append(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }

    private async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < StartTimeout)
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException($"The host ended with {_process.ExitCode}:\n{Output}");
            }

            if (File.Exists(Kubeconfig) && await IsReadyAsync(cancellationToken))
            {
                return;
            }

            await Task.Delay(50, cancellationToken);
        }

        throw new TimeoutException($"The host was not ready in {StartTimeout}:\n{Output}");
    }

    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        using var client = CreateClient();
        try
        {
            using var answer = await client.HttpClient.GetAsync(
                new Uri(client.BaseUri, "readyz"), cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
