using System.CommandLine;
using k8s.Exceptions;
using OrleansScheduler.Host.Backups;
using OrleansScheduler.Sdk;
using OrleansScheduler.Storage;
using OrleansScheduler.Storage.Sqlite;

namespace OrleansScheduler.Host.Commands;

/// <summary>Runs a command's action and turns what a user can mend into one line on stderr and exit code 1.</summary>
internal static class CommandRunner
{
    private const int Failed = 1;
    private const int Interrupted = 130;

    public static void SetGuardedAction(
        this Command command, Func<ParseResult, CancellationToken, Task<int>> action) =>
        command.SetAction((parsed, cancellationToken) => RunAsync(() => action(parsed, cancellationToken), cancellationToken));

    private static async Task<int> RunAsync(Func<Task<int>> action, CancellationToken cancellationToken)
    {
        try
        {
            return await action();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Interrupted;
        }
        catch (Exception failure) when (IsForTheUser(failure))
        {
            await Console.Error.WriteLineAsync($"error: {failure.Message}");
            return Failed;
        }
    }

    private static bool IsForTheUser(Exception failure) =>
        failure is CommandException
            or ApiStatusException
            or BackupException
            or DataDirectoryException
            or HttpRequestException
            or KubeConfigException
            or StorageUnreachableException
            or IOException
            or UnauthorizedAccessException
            or OperationCanceledException { InnerException: TimeoutException };
}
