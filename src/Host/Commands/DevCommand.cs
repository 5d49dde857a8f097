using System.CommandLine;
using OrleansScheduler.Host.Cluster;

namespace OrleansScheduler.Host.Commands;

/// <summary><c>dev</c>: a whole cluster in one process, for one developer.</summary>
internal static class DevCommand
{
    public static Command Create()
    {
        var command = new Command(
            "dev",
            """
            Run a whole cluster in this process and keep it up: control plane, API and process-runtime nodes.

            Then, in another terminal:
              export KUBECONFIG=~/.local/share/orleans-scheduler/kubeconfig
              kubectl create job hello --image=host -- echo hi
              kubectl logs job/hello -f
            """);
        var flags = new ClusterFlags(defaultNodes: 1);
        flags.AddTo(command);
        command.SetGuardedAction((parsed, cancellationToken) => ServeAsync(flags.Read(parsed) with { InviteToDashboard = true }, cancellationToken));
        return command;
    }

    private static async Task<int> ServeAsync(ClusterSettings settings, CancellationToken cancellationToken)
    {
        await using var cluster = await ClusterProcess.StartAsync(settings, TimeProvider.System, cancellationToken);
        Console.WriteLine(
            $"""
            The cluster is ready at {cluster.Url}  ({settings.Nodes} node(s), data in {settings.DataDirectory})

              export KUBECONFIG={settings.KubeconfigPath}
              kubectl get nodes
              kubectl create job hello --image=host -- echo hi
            {(cluster.Dashboard is { } link ? $"\n  dashboard: {link}\n" : "")}
            Ctrl-C stops it; objects are kept, and running pods go on: the next start finds both again.
            """);
        await cluster.StoppedAsync(cancellationToken);
        Console.WriteLine("Stopping …");
        return 0;
    }
}
