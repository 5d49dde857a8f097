using CsCheck;
using k8s.Models;
using OrleansScheduler.Resources;
using OrleansScheduler.Scheduling.Planning;
using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Tests;

/// <summary>A snapshot that has been through a random sequence of changes, with what is true in the end.</summary>
internal sealed class ClusterHistory
{
    private readonly Dictionary<string, V1Node> _nodes = [];
    private readonly Dictionary<ObjectKey, (V1Pod Pod, string Node)> _placed = [];
    private readonly Planner _planner;

    public ClusterHistory(IEnumerable<Step> steps)
    {
        _planner = new Planner(SchedulingProfile.Default, Snapshot);
        Evaluation = new PodEvaluation(SchedulingProfile.Default, Snapshot);
        foreach (var step in steps)
        {
            Apply(step);
        }
    }

    public static Gen<Step[]> Steps { get; } =
        Gen.Select(Gen.Int[0, 9], RandomCluster.Node, RandomCluster.Pod, (kind, node, pod) => new Step(kind, node, pod)).Array[1, 60];

    public ClusterSnapshot Snapshot { get; } = new();

    /// <summary>Has been asked all along, and so has everything cached that it ever will.</summary>
    public PodEvaluation Evaluation { get; }

    public IReadOnlyDictionary<string, V1Node> Nodes => _nodes;

    public IReadOnlyDictionary<ObjectKey, (V1Pod Pod, string Node)> Placed => _placed;

    /// <summary>The same cluster, built in one go.</summary>
    public ClusterSnapshot Rebuilt()
    {
        var snapshot = new ClusterSnapshot();
        foreach (var (pod, node) in _placed.Values)
        {
            snapshot.Place(PodDemand.Of(pod), node);
        }

        foreach (var node in _nodes.Values)
        {
            snapshot.SetNode(node);
        }

        return snapshot;
    }

    private void Apply(Step step)
    {
        var demand = PodDemand.Of(step.Pod);
        Evaluation.Run(demand);
        switch (step.Kind)
        {
            case 0 or 1:
                Snapshot.SetNode(step.Node);
                _nodes[step.Node.Metadata.Name] = step.Node;
                break;
            case 2:
                Snapshot.RemoveNode(step.Node.Metadata.Name);
                _nodes.Remove(step.Node.Metadata.Name);
                break;
            case 3:
                Snapshot.Remove(demand.Key);
                _placed.Remove(demand.Key);
                break;
            default:
                Place(step.Pod, demand);
                break;
        }
    }

    private void Place(V1Pod pod, PodDemand demand)
    {
        if (!_placed.ContainsKey(demand.Key) && _planner.Place(demand, seed: 7) is { } node)
        {
            _placed.Add(demand.Key, (pod, node));
        }
    }

    public sealed record Step(int Kind, V1Node Node, V1Pod Pod);
}
