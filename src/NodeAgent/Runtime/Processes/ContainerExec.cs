using System.Diagnostics;
using System.Text;

namespace OrleansScheduler.NodeAgent.Runtime.Processes;

/// <summary>Runs a command beside a container's main process.</summary>
internal static class ContainerExec
{
    private const int OutputLengthMax = 10 * 1024;
    private const int CannotRun = 126;

    public static async Task<ExecResult> RunAsync(
        int pid,
        IReadOnlyList<string> command,
        TimeSpan timeout,
        ContainerSpec spec,
        ProcessRuntimeSettings settings,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        using var process = new Process { StartInfo = Describe(pid, command, spec, settings) };
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception cannotRun)
        {
            return new(CannotRun, cannotRun.Message);
        }

        process.StandardInput.Close();
        using var deadline = new CancellationTokenSource(timeout, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var output = new StringBuilder();
        var errors = new StringBuilder();
        try
        {
            await Task.WhenAll(
                ReadAsync(process.StandardOutput, output, stop.Token), ReadAsync(process.StandardError, errors, stop.Token));
            await process.WaitForExitAsync(stop.Token);
            return new(process.ExitCode, output.ToString(), errors.ToString());
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(null, output.ToString(), errors.ToString());
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static ProcessStartInfo Describe(
        int pid, IReadOnlyList<string> command, ContainerSpec spec, ProcessRuntimeSettings settings)
    {
        IReadOnlyList<string> words = [.. IsolationCommand.Enter(settings.Isolation, pid, spec.HostProcesses), .. command];
        var start = new ProcessStartInfo(words[0])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var word in words.Skip(1))
        {
            start.ArgumentList.Add(word);
        }

        if (settings.Isolation == Isolation.None && Directory.Exists(spec.WorkingDirectory))
        {
            start.WorkingDirectory = spec.WorkingDirectory;
        }

        start.Environment.Clear();
        foreach (var variable in EnvironmentOf(pid))
        {
            var at = variable.IndexOf('=');
            if (at > 0)
            {
                start.Environment[variable[..at]] = variable[(at + 1)..];
            }
        }

        return start;
    }

    /// <summary>What the main process started with: also known for containers of an earlier agent.</summary>
    private static string[] EnvironmentOf(int pid)
    {
        var file = $"/proc/{pid}/environ";
        return File.Exists(file) ? File.ReadAllText(file).Split('\0') : [];
    }

    private static async Task ReadAsync(StreamReader reader, StringBuilder output, CancellationToken cancellationToken)
    {
        var block = new char[1024];
        int count;
        while ((count = await reader.ReadAsync(block, cancellationToken)) > 0)
        {
            output.Append(block, 0, Math.Min(count, Math.Max(0, OutputLengthMax - output.Length)));
        }
    }
}
