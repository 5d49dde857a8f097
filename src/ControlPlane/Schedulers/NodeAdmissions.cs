using OrleansScheduler.ControlPlane.Nodes;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Registry;
using OrleansScheduler.Resources.Store;
using OrleansScheduler.Scheduling.Planning;

namespace OrleansScheduler.ControlPlane.Schedulers;

/// <summary>What one node said to the placements of a plan; no answer admits nothing.</summary>
internal sealed record NodeAdmissions(
    string NodeName, IReadOnlyList<PodPlacement> Placements, AdmissionAnswer? Answer)
{
    public IEnumerable<PodPlacement> Admitted => Answer is null
        ? []
        : Placements.Zip(Answer.Refusals).Where(item => item.Second is null).Select(item => item.First);

    /// <param name="broken">Gangs that are not to be bound.</param>
    public IEnumerable<PodBinding> Bindings(IReadOnlySet<ObjectKey> broken) => Admitted
        .Where(placement => placement.Pod.Gang is not { } gang || !broken.Contains(gang.Key))
        .Select(placement => new PodBinding(placement.Pod.Key, placement.Pod.Uid, NodeName)
        {
            Guard = new WriteGuard(new IndexKey(ObjectIndex.NodeName, NodeName), Answer!.LastRevision),
            Group = placement.Pod.Gang?.Key.ToString(),
        });
}
