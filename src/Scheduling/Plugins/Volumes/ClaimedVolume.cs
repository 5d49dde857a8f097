using k8s.Models;
using OrleansScheduler.Resources.Selectors;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Plugins.Volumes;

/// <summary>Claims and the volumes that can serve them.</summary>
internal static class ClaimedVolume
{
    private const string BindCompleted = "pv.kubernetes.io/bind-completed";
    private const string SelectedNodeKey = "volume.kubernetes.io/selected-node";
    private const string Storage = "storage";

    public static bool IsBound(V1PersistentVolumeClaim claim) =>
        !string.IsNullOrEmpty(claim.Spec.VolumeName) && claim.Metadata.Annotations?.ContainsKey(BindCompleted) is true;

    /// <summary>The node a volume is being made for, null before a pod was placed.</summary>
    public static string? SelectedNode(V1PersistentVolumeClaim claim) =>
        claim.Metadata.Annotations?.TryGetValue(SelectedNodeKey, out var node) is true ? node : null;

    public static decimal Requested(V1PersistentVolumeClaim claim) => Amount(claim.Spec.Resources?.Requests);

    public static bool IsUsableFrom(V1PersistentVolume volume, in NodeIdentity node) =>
        volume.Spec.NodeAffinity?.Required is not { } required
        || NodeSelection.MatchesAny(required.NodeSelectorTerms, node);

    /// <summary>The smallest free volume that serves the claim from the node; one reserved for it goes first.</summary>
    public static V1PersistentVolume? FindFor(
        V1PersistentVolumeClaim claim,
        in NodeIdentity node,
        IEnumerable<V1PersistentVolume> volumes,
        IReadOnlySet<string> taken)
    {
        V1PersistentVolume? smallest = null;
        foreach (var volume in volumes)
        {
            if (taken.Contains(volume.Metadata.Name) || !IsCandidate(volume, claim))
            {
                continue;
            }

            if (volume.Spec.ClaimRef is not null)
            {
                return IsUsableFrom(volume, node) ? volume : null;
            }

            if (IsFree(volume, claim)
                && IsUsableFrom(volume, node)
                && (smallest is null || Amount(volume.Spec.Capacity) < Amount(smallest.Spec.Capacity)))
            {
                smallest = volume;
            }
        }

        return smallest;
    }

    private static bool IsCandidate(V1PersistentVolume volume, V1PersistentVolumeClaim claim) =>
        (volume.Spec.ClaimRef is null || IsReserved(volume, claim))
        && Amount(volume.Spec.Capacity) >= Requested(claim)
        && (volume.Spec.VolumeMode ?? "Filesystem") == (claim.Spec.VolumeMode ?? "Filesystem")
        && volume.Metadata.DeletionTimestamp is null;

    private static bool IsFree(V1PersistentVolume volume, V1PersistentVolumeClaim claim) =>
        volume.Status?.Phase == "Available"
        && (claim.Spec.Selector is null || LabelSelector.Of(claim.Spec.Selector).Matches(LabelsOf(volume)))
        && (volume.Spec.StorageClassName ?? "") == (claim.Spec.StorageClassName ?? "")
        && (claim.Spec.AccessModes ?? []).All(mode => volume.Spec.AccessModes?.Contains(mode) is true);

    private static bool IsReserved(V1PersistentVolume volume, V1PersistentVolumeClaim claim)
    {
        var reference = volume.Spec.ClaimRef;
        return reference.Name == claim.Metadata.Name
            && reference.NamespaceProperty == claim.Metadata.NamespaceProperty
            && (string.IsNullOrEmpty(reference.Uid) || reference.Uid == claim.Metadata.Uid);
    }

    private static Dictionary<string, string> LabelsOf(V1PersistentVolume volume) =>
        new(volume.Metadata.Labels ?? new Dictionary<string, string>());

    private static decimal Amount(IDictionary<string, ResourceQuantity>? amounts) =>
        amounts?.TryGetValue(Storage, out var quantity) is true ? quantity.ToDecimal() : 0;
}
