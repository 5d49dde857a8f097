using System.CommandLine;
using System.Net;
using k8s;
using OrleansScheduler.Host.Cluster;
using OrleansScheduler.Host.Joining;
using OrleansScheduler.NodeAgent.Runtime;

namespace OrleansScheduler.Host.Commands;

/// <summary><c>agent</c>: makes this machine a node of a cluster.</summary>
internal static class AgentCommand
{
    private static readonly JoinFlags Joining = new();

    private static readonly Option<string?> Kubeconfig = new("--kubeconfig")
    {
        Description = "The node's kubeconfig (default: DIR/kubeconfig, which joining writes).",
        HelpName = "FILE",
    };

    private static readonly Option<string?> Address = new("--address")
    {
        Description = "Address of this machine for the API server and other nodes (default: the one it reaches the cluster by).",
        HelpName = "IP",
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

            The first time, run what 'orleans-scheduler token create' prints at the server; afterwards the node's own
            kubeconfig is in DIR and 'orleans-scheduler agent' is enough.

            Stopping the agent leaves its pods running; the next start finds them again.
            """)
        {
            Kubeconfig, NodeName, Address, Data, Processes,
        };
        Joining.AddTo(command);
        command.SetGuardedAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var data = Path.GetFullPath(parsed.GetRequiredValue(Data));
        var kubeconfig = parsed.GetValue(Kubeconfig) ?? DataDirectories.Kubeconfig(data);
        if (!File.Exists(kubeconfig))
        {
            await Joining.JoinAsync(parsed, parsed.GetRequiredValue(NodeName), kubeconfig, cancellationToken);
        }

        await using var agent = await AgentProcess.StartAsync(
            new AgentSettings
            {
                NodeName = parsed.GetRequiredValue(NodeName),
                DataDirectory = data,
                KubeconfigPath = kubeconfig,
                Address = await AddressAsync(parsed, kubeconfig, cancellationToken),
                Processes = parsed.GetValue(Processes),
                LogToConsole = true,
            },
            cancellationToken);
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return 0;
    }

    private static async Task<string> AddressAsync(ParseResult parsed, string kubeconfig, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(Address) is not { } given)
        {
            var client = await KubernetesClientConfiguration.BuildConfigFromConfigFileAsync(new FileInfo(kubeconfig));
            return (await OwnAddress.TowardsAsync(new Uri(client.Host), cancellationToken)).ToString();
        }

        return IPAddress.TryParse(given, out var address)
            ? address.ToString()
            : throw new CommandException($"--address takes an IP address, not '{given}'.");
    }
}
