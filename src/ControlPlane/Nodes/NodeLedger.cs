using k8s.Models;
using OrleansScheduler.Resources;
using OrleansScheduler.Scheduling.Admission;
using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.ControlPlane.Nodes;

/// <summary>
/// What is placed on one node: pods that are bound, and room reserved for pods that are about to be. Soft state,
/// rebuilt from the pods. Not thread-safe.
/// </summary>
internal sealed class NodeLedger
{
    private readonly string _nodeName;
    private readonly TimeSpan _reservationLifetime;
    private readonly ClusterSnapshot _snapshot = new();
    private readonly NodeAdmission _admission;
    private readonly Dictionary<ObjectKey, TimeSpan> _reservations = [];
    private long _confirmed;

    public NodeLedger(string nodeName, TimeSpan reservationLifetime)
    {
        _nodeName = nodeName;
        _reservationLifetime = reservationLifetime;
        _admission = NodeAdmission.OfPlacements(_snapshot);
    }

    public void SetNode(V1Node node) => _snapshot.SetNode(node);

    public void RemoveNode() => _snapshot.RemoveNode(_nodeName);

    /// <summary>The pod is bound to this node, reserved before or not.</summary>
    public void Bind(PodDemand pod)
    {
        _reservations.Remove(pod.Key);
        _snapshot.Place(pod, _nodeName);
    }

    /// <summary>The pod is gone, has finished, or was bound elsewhere.</summary>
    public void Release(ObjectKey pod)
    {
        _reservations.Remove(pod);
        _snapshot.Remove(pod);
    }

    /// <summary>Gives the room of a reservation back; a pod that is bound meanwhile keeps its place.</summary>
    public void Cancel(ObjectKey pod)
    {
        if (_reservations.Remove(pod))
        {
            _snapshot.Remove(pod);
        }
    }

    /// <summary>Reserves room until it is bound, cancelled or has expired; null, or why the node refuses.</summary>
    public string? Reserve(PodDemand pod, TimeSpan now)
    {
        Expire(now);
        if (_snapshot.NodeOf(pod.Key) is not null)
        {
            return "pod is already placed on the node";
        }

        if (_admission.Check(_nodeName, pod) is { } refusal)
        {
            return refusal.ToString();
        }

        _reservations.Add(pod.Key, now + _reservationLifetime);
        _snapshot.Place(pod, _nodeName);
        return null;
    }

    /// <summary>
    /// The pods were bound, the last of them at that revision: they are known here before the watch shows them, so
    /// the next admission need not wait for it.
    /// </summary>
    public void Confirm(IEnumerable<ObjectKey> pods, long revision, TimeSpan now)
    {
        foreach (var pod in pods.Where(_reservations.ContainsKey))
        {
            _reservations[pod] = now + _reservationLifetime;
        }

        _confirmed = Math.Max(_confirmed, revision);
    }

    /// <summary>Every bind to the node up to this revision is in the ledger (invariant 4).</summary>
    public long LastBind(long watched) => Math.Max(watched, _confirmed);

    private void Expire(TimeSpan now)
    {
        foreach (var (pod, _) in _reservations.Where(reservation => reservation.Value <= now).ToArray())
        {
            Cancel(pod);

            // It may have been a bind the watch has not shown yet: only what is watched is certain again.
            _confirmed = 0;
        }
    }
}
