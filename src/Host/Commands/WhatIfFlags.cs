using System.CommandLine;
using k8s.Models;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Quantities;
using OrleansScheduler.Scheduling.WhatIf;

namespace OrleansScheduler.Host.Commands;

/// <summary>The changes of <c>what-if</c>: the command's own as its argument, the others as options.</summary>
internal sealed class WhatIfFlags(Argument own)
{
    public static readonly Argument<string[]> Drained = new("nodes")
    {
        Description = "The nodes to drain.",
        Arity = ArgumentArity.OneOrMore,
    };

    public static readonly Argument<int> Added = new("count") { Description = "How many nodes." };

    public static readonly Argument<string> Workload = new("workload")
    {
        Description = "POD or KIND/NAME: pod, deployment, replicaset, statefulset, job …",
    };

    private static readonly Dictionary<string, string> ShortKinds = new(StringComparer.Ordinal)
    {
        ["po"] = "pod", ["pods"] = "pod", ["deploy"] = "deployment", ["deployments"] = "deployment", ["rs"] = "replicaset",
        ["replicasets"] = "replicaset", ["sts"] = "statefulset", ["statefulsets"] = "statefulset", ["jobs"] = "job",
    };

    private readonly Option<string[]> _drain = new("--drain") { Description = "Drain this node too (repeatable).", HelpName = "NODE" };
    private readonly Option<int> _addNodes = new("--add-nodes") { Description = "Add so many nodes too.", HelpName = "N" };
    private readonly Option<string?> _like = new("--like") { Description = "The node that added nodes are like.", HelpName = "NODE" };
    private readonly Option<string?> _request = new("--request") { Description = "Change this workload too.", HelpName = "WORKLOAD" };
    private readonly Option<string?> _cpu = new("--cpu") { Description = "What the workload's pods ask for.", HelpName = "QUANTITY" };
    private readonly Option<string?> _memory = new("--memory") { Description = "What the workload's pods ask for.", HelpName = "QUANTITY" };
    private readonly Option<int?> _replicas = new("--replicas") { Description = "How many pods the workload has.", HelpName = "N" };

    private readonly Option<string?> _container = new("--container")
    {
        Description = "The container that asks for it (default: the first).",
        HelpName = "NAME",
    };

    public void AddTo(Command command)
    {
        Option[] options = [_drain, _addNodes, _like, _request, _cpu, _memory, _replicas, _container];
        foreach (var option in options.Where(option => !IsOwn(option)))
        {
            command.Options.Add(option);
        }
    }

    public IReadOnlyList<IScenario> Read(ParseResult parsed, string @namespace)
    {
        string[] drained = own == Drained ? parsed.GetRequiredValue(Drained) : parsed.GetValue(_drain) ?? [];
        var added = own == Added ? parsed.GetRequiredValue(Added) : parsed.GetValue(_addNodes);
        var workload = own == Workload ? parsed.GetRequiredValue(Workload) : parsed.GetValue(_request);
        return
        [
            .. drained.Select(node => new Drain(node)),
            .. added == 0 && own != Added ? Array.Empty<IScenario>() : [Nodes(parsed, added)],
            .. workload is null ? Array.Empty<IScenario>() : [Request(parsed, workload, @namespace)],
        ];
    }

    private bool IsOwn(Option option) =>
        (own == Drained && option == _drain) || (own == Added && option == _addNodes) || (own == Workload && option == _request);

    private AddNodes Nodes(ParseResult parsed, int count)
    {
        var like = parsed.GetValue(_like) ?? throw new CommandException("Added nodes need --like NODE.");
        return count > 0 ? new AddNodes(count, like) : throw new CommandException("The number of added nodes must be positive.");
    }

    private ChangeRequest Request(ParseResult parsed, string workload, string @namespace)
    {
        var (kind, name) = workload.Split('/') switch
        {
            [var pod] => ("pod", pod),
            [var given, var named] => (given.ToLowerInvariant(), named),
            _ => throw new CommandException($"A workload is POD or KIND/NAME, not '{workload}'."),
        };
        var requests = new Dictionary<string, ResourceQuantity>();
        Add(requests, "cpu", parsed.GetValue(_cpu));
        Add(requests, "memory", parsed.GetValue(_memory));
        var replicas = parsed.GetValue(_replicas);
        if (requests.Count == 0 && replicas is null)
        {
            throw new CommandException("Say what changes: --cpu, --memory or --replicas.");
        }

        return new ChangeRequest
        {
            Kind = ShortKinds.GetValueOrDefault(kind, kind),
            Workload = new ObjectKey(@namespace, name),
            Container = parsed.GetValue(_container),
            Requests = requests,
            Replicas = replicas is null or >= 0 ? replicas : throw new CommandException("--replicas must not be negative."),
        };
    }

    private static void Add(Dictionary<string, ResourceQuantity> requests, string resource, string? amount)
    {
        if (amount is not null)
        {
            requests.Add(resource, Quantity.TryParse(amount, out var quantity) && quantity.Sign >= 0
                ? new ResourceQuantity(amount)
                : throw new CommandException($"--{resource} takes a quantity such as 500m or 2Gi, not '{amount}'."));
        }
    }
}
