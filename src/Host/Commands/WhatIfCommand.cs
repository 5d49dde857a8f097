using System.CommandLine;
using System.Text.Json;
using OrleansScheduler.Host.Explaining;
using OrleansScheduler.Scheduling;
using OrleansScheduler.Scheduling.WhatIf;

namespace OrleansScheduler.Host.Commands;

/// <summary><c>what-if</c>: what the scheduler would do after a change, without making it.</summary>
internal static class WhatIfCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };
    private static readonly ClientFlags Client = new();
    private static readonly OutputFlag Output = new();

    public static Command Create()
    {
        var command = new Command(
            "what-if",
            """
            What would the scheduler do? Reads the cluster, applies the change to a copy in memory, lets the scheduling engine place what
            has no node (with preemption), and tells which pods would move, start, wait or be lost, and why. Nothing is touched.

            The changes can be combined: each command also takes the others' options. Works with any Kubernetes cluster the kubeconfig
            can list nodes and pods of; priorities, affinity, spread, taints, volumes and disruption budgets count as in kube-scheduler.

            Try it:   orleans-scheduler what-if drain node-3
                      orleans-scheduler what-if drain node-3 node-4 --add-nodes 1 --like node-1
                      orleans-scheduler what-if add-nodes 5 --like node-1
                      orleans-scheduler what-if request deployment/web --cpu 2 --memory 4Gi --replicas 20
            """)
        {
            Scenario("drain", "Cordon nodes and empty them; pods without a controller are lost.", WhatIfFlags.Drained),
            Scenario("add-nodes", "Let nodes come that are like one that is there.", WhatIfFlags.Added),
            Scenario("request", "Let the pods of a workload ask for other amounts, or change their number.", WhatIfFlags.Workload),
        };
        return command;
    }

    private static Command Scenario(string name, string description, Argument argument)
    {
        var command = new Command(name, description) { argument };
        var flags = new WhatIfFlags(argument);
        flags.AddTo(command);
        Client.AddTo(command);
        Output.AddTo(command);
        command.SetGuardedAction((parsed, cancellationToken) => RunAsync(flags, parsed, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(WhatIfFlags flags, ParseResult parsed, CancellationToken cancellationToken)
    {
        using var client = Client.Open(parsed);
        var scenarios = flags.Read(parsed, Client.Namespace(parsed, client));
        var cluster = await new ClusterReader(client).ReadAsync(cancellationToken);
        var report = Plan(cluster, scenarios);
        if (Output.IsJson(parsed))
        {
            Console.WriteLine(JsonSerializer.Serialize(report, Json));
        }
        else
        {
            new WhatIfConsole(ReportConsole.Create(Console.Out)).Print(report);
        }

        return 0;
    }

    private static WhatIfReport Plan(ClusterObjects cluster, IReadOnlyList<IScenario> scenarios)
    {
        try
        {
            return WhatIfPlan.Of(cluster, scenarios, SchedulingProfile.Default);
        }
        catch (ScenarioException impossible)
        {
            throw new CommandException(impossible.Message, impossible);
        }
    }
}
