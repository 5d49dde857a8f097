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

    public IEnumerable<PodBinding> Bindings() => Admitted.Select(placement =>
        new PodBinding(placement.Pod.Key, placement.Pod.Uid, NodeName)
        {
            Guard = new WriteGuard(new IndexKey(ObjectIndex.NodeName, NodeName), Answer!.LastRevision),
        });
}
