using System.CommandLine;
using System.Globalization;
using k8s;
using OrleansScheduler.NodeAgent.Simulation;

namespace OrleansScheduler.Host.Commands;

/// <summary>The flags of <c>simulate</c>.</summary>
internal sealed class SimulateFlags
{
    private readonly Option<string?> _kubeconfig = new("--kubeconfig")
    {
        Description = "A user that may write nodes, leases and pods (default: $KUBECONFIG).",
        HelpName = "FILE",
    };

    private readonly Option<int> _nodes = new("--nodes")
    {
        Description = "How many nodes to play.",
        HelpName = "N",
        DefaultValueFactory = _ => 100,
    };

    private readonly Option<string> _name = new("--name")
    {
        Description = "The nodes are called NAME-0, NAME-1 …",
        HelpName = "NAME",
        DefaultValueFactory = _ => "sim",
    };

    private readonly Option<string> _cpu = Amount("--cpu", "32");
    private readonly Option<string> _memory = Amount("--memory", "128Gi");
    private readonly Option<string> _pods = Amount("--pods", "110");

    private readonly Option<int> _zones = new("--zones")
    {
        Description = "How many zones the nodes are spread over.",
        HelpName = "N",
        DefaultValueFactory = _ => 3,
    };

    private readonly Option<string[]> _labels = new("--labels")
    {
        Description = "Further labels of each node: KEY=VALUE,…",
        HelpName = "LIST",
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<string> _podSeconds = Duration("--pod-seconds", "How long containers run", "30");
    private readonly Option<string> _startSeconds = Duration("--start-seconds", "From bound to Running", "0");
    private readonly Option<string> _stopSeconds = Duration("--stop-seconds", "From being deleted to gone, within the pod's grace", "0");

    private readonly Option<string> _failures = new("--failures")
    {
        Description = "The share of runs that end with exit code 1, such as 1%.",
        HelpName = "SHARE",
        DefaultValueFactory = _ => "0%",
    };

    private readonly Option<int> _seed = new("--seed")
    {
        Description = "Makes durations and failures repeatable.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<bool> _watchPerNode = new("--watch-per-node")
    {
        Description = "Watch each node's pods by themselves, as kubelets do, in place of one watch for all.",
    };

    private readonly Option<bool> _untainted = new("--untainted")
    {
        Description = "Let any pod come to the simulated nodes, also those that were meant to run.",
    };

    private readonly Option<bool> _keepNodes = new("--keep-nodes")
    {
        Description = "Leave the nodes in the cluster at the end, where they fall silent.",
    };

    private readonly Option<double?> _for = new("--for")
    {
        Description = "End by itself after so many seconds.",
        HelpName = "SECONDS",
    };

    public void AddTo(Command command)
    {
        Option[] options =
        [
            _kubeconfig, _nodes, _name, _cpu, _memory, _pods, _zones, _labels, _podSeconds, _startSeconds, _stopSeconds,
            _failures, _seed, _watchPerNode, _untainted, _keepNodes, _for,
        ];
        foreach (var option in options)
        {
            command.Options.Add(option);
        }
    }

    public TimeSpan? Length(ParseResult parsed) =>
        parsed.GetValue(_for) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    public SimulationOptions Read(ParseResult parsed)
    {
        var kubeconfig = parsed.GetValue(_kubeconfig) ?? Environment.GetEnvironmentVariable("KUBECONFIG");
        return new SimulationOptions
        {
            Name = parsed.GetRequiredValue(_name),
            Nodes = Positive(parsed, _nodes),
            Capacity = new Dictionary<string, string>
            {
                ["cpu"] = parsed.GetRequiredValue(_cpu),
                ["memory"] = parsed.GetRequiredValue(_memory),
                ["pods"] = parsed.GetRequiredValue(_pods),
            },
            Zones = Positive(parsed, _zones),
            Labels = (parsed.GetValue(_labels) ?? []).SelectMany(list => list.Split(',')).Select(Label).ToDictionary(),
            RunTime = Duration(parsed, _podSeconds),
            StartTime = Duration(parsed, _startSeconds),
            StopTime = Duration(parsed, _stopSeconds),
            FailureRate = Share(parsed),
            Seed = parsed.GetRequiredValue(_seed),
            IsWatchedPerNode = parsed.GetValue(_watchPerNode),
            IsTainted = !parsed.GetValue(_untainted),
            KeepsNodes = parsed.GetValue(_keepNodes),
            Client = () => KubernetesClientConfiguration.BuildConfigFromConfigFile(kubeconfig),
        };
    }

    private static Option<string> Amount(string name, string amount) => new(name)
    {
        Description = "Allocatable of each node.",
        HelpName = "QUANTITY",
        DefaultValueFactory = _ => amount,
    };

    private static Option<string> Duration(string name, string what, string seconds) => new(name)
    {
        Description = $"{what}: 30, exp(30) or uniform(5,60).",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => seconds,
    };

    private static int Positive(ParseResult parsed, Option<int> option) => parsed.GetRequiredValue(option) is > 0 and var number
        ? number
        : throw new CommandException($"{option.Name} must be positive.");

    private static DurationDistribution Duration(ParseResult parsed, Option<string> option)
    {
        try
        {
            return DurationDistribution.Parse(parsed.GetRequiredValue(option));
        }
        catch (FormatException wrong)
        {
            throw new CommandException($"{option.Name}: {wrong.Message}", wrong);
        }
    }

    private static (string Key, string Value) Label(string text) => text.Split('=', 2) is [var key, var value]
        ? (key, value)
        : throw new CommandException($"--labels takes KEY=VALUE,…, not '{text}'.");

    private double Share(ParseResult parsed)
    {
        var text = parsed.GetRequiredValue(_failures);
        var isPercent = text.EndsWith('%');
        return double.TryParse(text.TrimEnd('%'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number / (isPercent ? 100 : 1) is >= 0 and <= 1 and var share
                ? share
                : throw new CommandException($"--failures takes a share such as 1% or 0.01, not '{text}'.");
    }
}
