using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace OrleansScheduler.NodeAgent.Runtime;

/// <summary>Runs a command to its end and keeps the beginning of what it prints.</summary>
internal static class CommandRun
{
    private const int OutputLengthMax = 10 * 1024;
    private const int CannotRun = 126;

    public static async Task<ExecResult> RunAsync(
        ProcessStartInfo start, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (Win32Exception cannotRun)
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
