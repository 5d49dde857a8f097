using k8s.Models;
using OrleansScheduler.Resources.Status;
using OrleansScheduler.Resources.Store;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Registry;

/// <summary>
/// Writes bindings past the update pipeline, as Kubernetes does: they change what no update of a pod may change, and
/// nothing else.
/// </summary>
internal sealed class PodBinder(IResourceStore store, TimeProvider time) : IPodBinder
{
    private const int RoundsMax = 4;

    public async Task<IReadOnlyList<BindOutcome>> BindAsync(
        IReadOnlyList<PodBinding> bindings, CancellationToken cancellationToken)
    {
        var outcomes = new BindOutcome[bindings.Count];
        var pending = Units(bindings);
        var consistency = ReadConsistency.Any;
        for (var round = 0; round < RoundsMax && pending.Count > 0; round++)
        {
            pending = await BindRoundAsync(bindings, pending, outcomes, consistency, cancellationToken);
            consistency = ReadConsistency.MostRecent;
        }

        return outcomes;
    }

    public async Task<StoredObject> BindAsync(
        ObjectKey pod, V1Binding binding, WriteOptions options, CancellationToken cancellationToken)
    {
        Validate(binding);
        var kind = Kinds.Of<V1Pod>();
        for (var round = 0; round < RoundsMax; round++)
        {
            var stored = await store.GetAsync(kind.ResourceType, pod, ReadConsistency.MostRecent, cancellationToken)
                ?? throw StatusErrors.NotFound(kind, pod.Name);
            var write = ToWrite(kind, stored, binding);
            if (options.DryRun)
            {
                return new StoredObject(pod, stored.Revision, write.Json);
            }

            var outcome = await store.WriteOneAsync(kind.ResourceType, write, cancellationToken);
            if (outcome is { Status: WriteStatus.Committed, Object: { } bound })
            {
                return bound;
            }
        }

        throw StatusErrors.Conflict(kind, pod.Name, StatusErrors.ObjectModified);
    }

    // Groups, and what stands for itself.
    private static List<int[]> Units(IReadOnlyList<PodBinding> bindings) =>
    [
        .. Enumerable.Range(0, bindings.Count)
            .GroupBy(index => (bindings[index].Group, bindings[index].Group is null ? index : 0))
            .Select(unit => unit.ToArray()),
    ];

    // Returns those to try again: their pods were newer than the state that was read.
    private async Task<List<int[]>> BindRoundAsync(
        IReadOnlyList<PodBinding> bindings,
        List<int[]> pending,
        BindOutcome[] outcomes,
        ReadConsistency consistency,
        CancellationToken cancellationToken)
    {
        var kind = Kinds.Of<V1Pod>();
        var again = new List<int[]>();
        var requests = new List<WriteRequest>(pending.Count);
        var requested = new List<int[]>(pending.Count);
        foreach (var unit in pending)
        {
            var pods = new StoredObject?[unit.Length];
            for (var i = 0; i < unit.Length; i++)
            {
                pods[i] = await store.GetAsync(kind.ResourceType, bindings[unit[i]].Pod, consistency, cancellationToken);
            }

            if (IsHindered(bindings, unit, pods, outcomes))
            {
                again.AddRange(consistency == ReadConsistency.Any ? [unit] : []);
                continue;
            }

            // No obstacle means there is a pod.
            requests.AddRange(unit.Zip(pods, (index, pod) => ToWrite(kind, pod!, bindings[index])));
            requested.Add(unit);
        }

        var written = await store.WriteAsync(kind.ResourceType, requests, cancellationToken);
        var next = 0;
        foreach (var unit in requested)
        {
            var isStale = false;
            foreach (var index in unit)
            {
                var outcome = written[next++];
                outcomes[index] = new BindOutcome(ToStatus(outcome.Status), outcome.Object);
                isStale |= outcome.Status == WriteStatus.Conflict;
            }

            again.AddRange(isStale ? [unit] : []);
        }

        return again;
    }

    private static bool IsHindered(
        IReadOnlyList<PodBinding> bindings, int[] unit, StoredObject?[] pods, BindOutcome[] outcomes)
    {
        var obstacles = unit.Select((index, i) => Obstacle(bindings[index], pods[i])).ToArray();
        if (Array.TrueForAll(obstacles, obstacle => obstacle is null))
        {
            return false;
        }

        for (var i = 0; i < unit.Length; i++)
        {
            outcomes[unit[i]] = new BindOutcome(obstacles[i] ?? BindStatus.GroupRefused, pods[i]);
        }

        return true;
    }

    private static BindStatus? Obstacle(PodBinding binding, StoredObject? stored)
    {
        if (stored is null || stored.Head.Uid != binding.Uid)
        {
            return BindStatus.NotFound;
        }

        return PodAssignment.Obstacle(stored.As<V1Pod>())?.Status;
    }

    private WriteRequest ToWrite(ResourceKind kind, StoredObject stored, PodBinding binding)
    {
        var pod = (V1Pod)kind.Copy(stored);
        PodAssignment.Assign(pod, binding.NodeName, Now());
        return ToWrite(kind, stored, pod) with { Guard = binding.Guard, Group = binding.Group };
    }

    private WriteRequest ToWrite(ResourceKind kind, StoredObject stored, V1Binding binding)
    {
        StoragePreconditions.CheckUid(kind, stored.Key, binding.Metadata?.Uid, stored.Head.Uid);
        var pod = (V1Pod)kind.Copy(stored);
        if (PodAssignment.Obstacle(pod) is { } obstacle)
        {
            throw StatusErrors.Conflict(kind.Group, "pods/binding", stored.Key.Name, obstacle.Problem);
        }

        PodAssignment.Assign(pod, binding.Target.Name, Now());
        PodAssignment.Merge(pod, binding.Metadata ?? new V1ObjectMeta());
        return ToWrite(kind, stored, pod);
    }

    private static WriteRequest ToWrite(ResourceKind kind, StoredObject stored, V1Pod pod) => new()
    {
        Action = WriteAction.Update,
        Key = stored.Key,
        Json = kind.Encode(pod),
        ExpectedRevision = stored.Revision,
    };

    private static void Validate(V1Binding binding)
    {
        var errors = new FieldErrors();
        var target = FieldPath.Of("target");
        if (binding.Target?.Kind is not (null or "" or "Node"))
        {
            errors.NotSupported(target.Child("kind"), binding.Target.Kind, ["Node", "<empty>"]);
        }

        if (string.IsNullOrEmpty(binding.Target?.Name))
        {
            errors.Required(target.Child("name"));
        }

        if (errors.Count > 0)
        {
            throw StatusErrors.Unclassified(StatusErrors.Aggregate(errors));
        }
    }

    private static BindStatus ToStatus(WriteStatus status) => status switch
    {
        WriteStatus.Committed => BindStatus.Bound,
        WriteStatus.NotFound => BindStatus.NotFound,
        WriteStatus.Conflict => BindStatus.Conflict,
        WriteStatus.GuardRefused => BindStatus.GuardRefused,
        WriteStatus.GroupRefused => BindStatus.GroupRefused,
        _ => throw new InvalidOperationException($"A binding ended as {status}."),
    };

    private DateTime Now() => ServerMetadata.ToSeconds(time.GetUtcNow().UtcDateTime);
}
