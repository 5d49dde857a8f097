using OrleansScheduler.ControlPlane.Nodes;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Registry;
using OrleansScheduler.Resources.Store;
using OrleansScheduler.Scheduling.Planning;

namespace OrleansScheduler.ControlPlane.Schedulers;

/// <summary>
/// Makes a plan true: (1) each node admits its placements, one call per node; (2) all admitted ones are bound in one
/// commit of the store, guarded by what the nodes knew; (3) the nodes learn what became of their reservations.
/// </summary>
internal sealed partial class PlacementCommitter(SchedulerParts parts, string schedulerName)
{
    public async Task<IReadOnlyList<PlacementResult>> CommitAsync(
        IReadOnlyList<PodPlacement> placements, CancellationToken cancellationToken)
    {
        if (placements.Count == 0)
        {
            return [];
        }

        var admissions = await Task.WhenAll(placements
            .GroupBy(placement => placement.NodeName, StringComparer.Ordinal)
            .Select(node => AdmitAsync(node.Key, [.. node], cancellationToken)));
        var broken = Broken(placements, admissions);
        PodBinding[] bindings = [.. admissions.SelectMany(admission => admission.Bindings(broken))];
        var bound = await BindAsync(bindings, cancellationToken);
        await Task.WhenAll(admissions.Select(admission => SettleAsync(admission, bound, cancellationToken)));
        Count(admissions, bound);
        return [.. placements.Select(placement => new PlacementResult(placement, Fate(placement, bound)))];
    }

    private static PlacementFate Fate(PodPlacement placement, IReadOnlyDictionary<ObjectKey, BindOutcome> bound) =>
        bound.TryGetValue(placement.Pod.Key, out var outcome)
            ? outcome.Status switch
            {
                BindStatus.Bound => PlacementFate.Bound,
                BindStatus.NotFound or BindStatus.AlreadyBound or BindStatus.NotSchedulable => PlacementFate.Obsolete,
                BindStatus.GuardRefused or BindStatus.GroupRefused or BindStatus.Conflict => PlacementFate.Refused,
                _ => throw new InvalidOperationException($"Unknown outcome of a bind: {outcome.Status}."),
            }
            : PlacementFate.Refused;

    private void Count(NodeAdmissions[] admissions, IReadOnlyDictionary<ObjectKey, BindOutcome> bound)
    {
        var outcomes = admissions.SelectMany(node => node.Placements.Select((placement, i) =>
            bound.TryGetValue(placement.Pod.Key, out var outcome) ? outcome.Status.ToString()
            : node.Answer is null ? "NodeSilent"
            : node.Answer.Refusals[i] is not null ? "NodeRefused"
            : "NotWritten"));
        foreach (var (outcome, count) in outcomes.CountBy(outcome => outcome))
        {
            parts.Metrics.Placed(schedulerName, outcome, count);
        }
    }

    // Gangs of which some node refused a pod: their other pods are not bound either.
    private static HashSet<ObjectKey> Broken(IReadOnlyList<PodPlacement> placements, NodeAdmissions[] admissions)
    {
        if (placements.All(placement => placement.Pod.Gang is null))
        {
            return [];
        }

        var admitted = admissions.SelectMany(admission => admission.Admitted).Select(placement => placement.Pod.Key).ToHashSet();
        return
        [
            .. placements.Where(placement => !admitted.Contains(placement.Pod.Key))
                .Select(placement => placement.Pod.Gang?.Key)
                .OfType<ObjectKey>(),
        ];
    }

    // 1. A node that does not answer is a node that refuses.
    private async Task<NodeAdmissions> AdmitAsync(
        string nodeName, IReadOnlyList<PodPlacement> placements, CancellationToken cancellationToken)
    {
        var request = new AdmissionRequest([.. placements.Select(placement => Reference(placement))]);
        try
        {
            var answer = await parts.Grains.GetGrain<INodeGrain>(nodeName)
                .AdmitAsync(request, cancellationToken)
                .WaitAsync(parts.Options.Value.AdmissionTimeout, parts.Time, cancellationToken);
            LogRefusals(nodeName, placements, answer);
            return new NodeAdmissions(nodeName, placements, answer);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogNoAnswer(parts.Logger, nodeName, exception);
            return new NodeAdmissions(nodeName, placements, null);
        }
    }

    // 2. When the store cannot say, the pods are planned again; those that were bound nevertheless show up as bound.
    private async Task<IReadOnlyDictionary<ObjectKey, BindOutcome>> BindAsync(
        PodBinding[] bindings, CancellationToken cancellationToken)
    {
        try
        {
            var outcomes = bindings.Length == 0 ? [] : await parts.Binder.BindAsync(bindings, cancellationToken);
            return bindings.Zip(outcomes).ToDictionary(item => item.First.Pod, item => item.Second);
        }
        catch (StoreUnavailableException exception)
        {
            LogNotBound(parts.Logger, bindings.Length, exception);
            return new Dictionary<ObjectKey, BindOutcome>();
        }
    }

    // 3
    private async Task SettleAsync(
        NodeAdmissions admissions, IReadOnlyDictionary<ObjectKey, BindOutcome> bound, CancellationToken cancellationToken)
    {
        var outcomes = admissions.Admitted.ToLookup(placement => Fate(placement, bound) == PlacementFate.Bound);
        var settlement = new AdmissionOutcome(
            [.. outcomes[true].Select(Reference)],
            [.. outcomes[false].Select(Reference)],
            outcomes[true].Select(placement => bound[placement.Pod.Key].Pod?.Revision ?? 0).DefaultIfEmpty().Max());
        try
        {
            await parts.Grains.GetGrain<INodeGrain>(admissions.NodeName).SettleAsync(settlement, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Reservations end by themselves.
            LogNoAnswer(parts.Logger, admissions.NodeName, exception);
        }
    }

    private static PodReference Reference(PodPlacement placement) =>
        new(placement.Pod.Key.Namespace, placement.Pod.Key.Name, placement.Pod.Uid);

    private void LogRefusals(string nodeName, IReadOnlyList<PodPlacement> placements, AdmissionAnswer answer)
    {
        foreach (var (placement, refusal) in placements.Zip(answer.Refusals).Where(item => item.Second is not null))
        {
            LogRefused(parts.Logger, nodeName, placement.Pod.Key, refusal!);
        }
    }
}
