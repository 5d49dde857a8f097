using k8s.Models;
using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Plugins.Volumes;

/// <summary>Whether the claims of one pod can be served on a node.</summary>
internal sealed class VolumeChoice : PodFilter
{
    private const string NoProvisioner = "kubernetes.io/no-provisioner";

    private static readonly Refusal NoVolume = Refuse("node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)");
    private static readonly Refusal OtherNode = Refuse("node(s) didn't match PersistentVolume's node affinity");
    private static readonly Refusal NothingFree = Refuse("node(s) didn't find available persistent volumes to bind");

    private readonly ClusterSnapshot _snapshot;
    private readonly List<V1PersistentVolumeClaim> _bound = [];
    private readonly List<V1PersistentVolumeClaim> _waiting = [];

    public VolumeChoice(PodDemand pod, ClusterSnapshot snapshot)
    {
        _snapshot = snapshot;
        foreach (var claim in pod.Volumes.Claims)
        {
            RefusesEverywhere ??= Sort(claim, snapshot.Volumes.Claim(pod.Key.Namespace, claim.Name));
        }

        _waiting.Sort((left, right) => ClaimedVolume.Requested(left).CompareTo(ClaimedVolume.Requested(right)));
    }

    public override string? RefusesEverywhere { get; }

    public override bool Admits(int slot) => Check(slot) is null;

    public override Refusal Explain(int slot) => Check(slot)!;

    private static Refusal Refuse(string reason) => new(nameof(VolumeBinding), false, [reason]);

    // Null, or why the claim keeps the pod from every node.
    private string? Sort(PodClaim named, V1PersistentVolumeClaim? claim)
    {
        if (claim is null)
        {
            return named.IsEphemeral
                ? $"waiting for ephemeral volume controller to create the persistentvolumeclaim \"{named.Name}\""
                : $"persistentvolumeclaim \"{named.Name}\" not found";
        }

        if (claim.Status?.Phase == "Lost")
        {
            return $"persistentvolumeclaim \"{named.Name}\" bound to non-existent persistentvolume \"{claim.Spec.VolumeName}\"";
        }

        if (claim.Metadata.DeletionTimestamp is not null)
        {
            return $"persistentvolumeclaim \"{named.Name}\" is being deleted";
        }

        if (ClaimedVolume.IsBound(claim))
        {
            _bound.Add(claim);
            return null;
        }

        var waits = _snapshot.Volumes.Class(claim.Spec.StorageClassName)?.VolumeBindingMode == "WaitForFirstConsumer";
        if (!waits || !string.IsNullOrEmpty(claim.Spec.VolumeName))
        {
            return "pod has unbound immediate PersistentVolumeClaims";
        }

        _waiting.Add(claim);
        return null;
    }

    private Refusal? Check(int slot)
    {
        ref readonly var node = ref _snapshot.Identity(slot);
        foreach (var claim in _bound)
        {
            if (_snapshot.Volumes.Volume(claim.Spec.VolumeName) is not { } volume)
            {
                return NoVolume;
            }

            if (!ClaimedVolume.IsUsableFrom(volume, node))
            {
                return OtherNode;
            }
        }

        return CanServeWaiting(node) ? null : NothingFree;
    }

    private bool CanServeWaiting(in NodeIdentity node)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var claim in _waiting)
        {
            var selected = ClaimedVolume.SelectedNode(claim);
            if (selected is not null && selected != node.Name)
            {
                return false;
            }

            var found = selected is null ? ClaimedVolume.FindFor(claim, node, _snapshot.Volumes.All, taken) : null;
            if (found is not null)
            {
                taken.Add(found.Metadata.Name);
            }
            else if (!CanProvision(claim, node))
            {
                return false;
            }
        }

        return true;
    }

    private bool CanProvision(V1PersistentVolumeClaim claim, in NodeIdentity node)
    {
        if (_snapshot.Volumes.Class(claim.Spec.StorageClassName) is not { } storageClass
            || storageClass.Provisioner is null or "" or NoProvisioner)
        {
            return false;
        }

        var identity = node;
        return storageClass.AllowedTopologies is not { Count: > 0 } topologies
            || topologies.Any(term => term.MatchLabelExpressions?.All(expression =>
                identity.Label(expression.Key) is { } value && expression.Values.Contains(value)) ?? false);
    }
}
