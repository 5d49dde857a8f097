using System.CommandLine;
using OrleansScheduler.Host.Cluster;
using OrleansScheduler.NodeAgent.Runtime;

namespace OrleansScheduler.Host.Commands;

/// <summary><c>agent</c>: makes this machine a node of a cluster.</summary>
internal static class AgentCommand
{
    private static readonly Option<string> Kubeconfig = new("--kubeconfig")
    {
        Description = "The node's kubeconfig, made by 'orleans-scheduler kubeconfig --node NAME'.",
        HelpName = "FILE",
        Required = true,
    };

    private static readonly Option<string> NodeName = new("--node-name")
    {
        Description = "Name of the node (default: this machine's name).",
        HelpName = "NAME",
        DefaultValueFactory = _ => Environment.MachineName.ToLowerInvariant(),
    };

    private static readonly Option<string> Data = new("--data")
    {
        Description = "Directory of the node's pods, volumes and logs.",
        HelpName = "DIR",
        DefaultValueFactory = _ => Path.Combine(DataDirectories.Default, "agent"),
    };

    private static readonly Option<ProcessMode> Processes = new("--processes")
    {
        Description = "How pods' processes run: Supervised outlives the agent, with limits and volumes (Linux); Plain works everywhere.",
        DefaultValueFactory = _ => ProcessMode.Auto,
    };

    public static Command Create()
    {
        var command = new Command(
            "agent",
            """
            Make this machine a node: run the cluster's pods as processes here.

            Stopping the agent leaves its pods running; the next start finds them again.
            """)
        {
            Kubeconfig, NodeName, Data, Processes,
        };
        command.SetGuardedAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var kubeconfig = parsed.GetRequiredValue(Kubeconfig);
        if (!File.Exists(kubeconfig))
        {
            throw new CommandException($"There is no kubeconfig at {kubeconfig}.");
        }

        await using var agent = await AgentProcess.StartAsync(
            new AgentSettings
            {
                NodeName = parsed.GetRequiredValue(NodeName),
                DataDirectory = Path.GetFullPath(parsed.GetRequiredValue(Data)),
                KubeconfigPath = kubeconfig,
                Processes = parsed.GetValue(Processes),
                LogToConsole = true,
            },
            cancellationToken);
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return 0;
    }
}
