using System.CommandLine;
using OrleansScheduler.Host.Cluster;

namespace OrleansScheduler.Host.Commands;

/// <summary><c>server</c>: the control plane as a service; nodes join with <c>agent</c>.</summary>
internal static class ServerCommand
{
    public static Command Create()
    {
        var command = new Command(
            "server",
            """
            Run the control plane and its API as a service, logging to the console and to DIR/logs.

            Another machine becomes a node by the command that this prints:
              orleans-scheduler token create --data DIR
            """);
        var flags = new ClusterFlags(defaultNodes: 0);
        flags.AddTo(command);
        command.SetGuardedAction((parsed, cancellationToken) =>
            ServeAsync(flags.Read(parsed) with { LogToConsole = true }, cancellationToken));
        return command;
    }

    private static async Task<int> ServeAsync(ClusterSettings settings, CancellationToken cancellationToken)
    {
        await using var cluster = await ClusterProcess.StartAsync(settings, TimeProvider.System, cancellationToken);
        await cluster.StoppedAsync(cancellationToken);
        return 0;
    }
}
