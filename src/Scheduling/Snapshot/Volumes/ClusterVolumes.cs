using k8s.Models;
using OrleansScheduler.Resources;
using OrleansScheduler.Scheduling.Pods;

namespace OrleansScheduler.Scheduling.Snapshot.Volumes;

/// <summary>Volumes, claims, classes and what nodes can attach, as the API shows them; and which claims pods use.</summary>
public sealed class ClusterVolumes
{
    private readonly Dictionary<ObjectKey, V1PersistentVolumeClaim> _claims = [];
    private readonly Dictionary<string, V1PersistentVolume> _volumes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, V1StorageClass> _classes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, V1CSINode> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<ObjectKey, int> _uses = [];

    /// <summary>Grows with every change, but not with the use of claims.</summary>
    internal int Version { get; private set; }

    internal IReadOnlyCollection<V1PersistentVolume> All => _volumes.Values;

    public void Set(V1PersistentVolumeClaim claim) => Put(_claims, KeyOf(claim), claim);

    public void Remove(V1PersistentVolumeClaim claim) => Drop(_claims, KeyOf(claim));

    public void Set(V1PersistentVolume volume) => Put(_volumes, volume.Metadata.Name, volume);

    public void Remove(V1PersistentVolume volume) => Drop(_volumes, volume.Metadata.Name);

    public void Set(V1StorageClass storageClass) => Put(_classes, storageClass.Metadata.Name, storageClass);

    public void Remove(V1StorageClass storageClass) => Drop(_classes, storageClass.Metadata.Name);

    public void Set(V1CSINode node) => Put(_nodes, node.Metadata.Name, node);

    public void Remove(V1CSINode node) => Drop(_nodes, node.Metadata.Name);

    internal V1PersistentVolumeClaim? Claim(string ns, string name) => _claims.GetValueOrDefault(new ObjectKey(ns, name));

    internal V1PersistentVolume? Volume(string? name) => _volumes.GetValueOrDefault(name ?? "");

    internal V1StorageClass? Class(string? name) => _classes.GetValueOrDefault(name ?? "");

    /// <summary>The largest number of volumes of the driver on the node, null when none is known.</summary>
    internal int? AttachLimit(string nodeName, string driver) => _nodes.GetValueOrDefault(nodeName)?.Spec?.Drivers?
        .FirstOrDefault(candidate => candidate.Name == driver)?.Allocatable?.Count;

    /// <summary>
    /// The volume a node attaches for the claim, null when no driver attaches it. One that is not made yet stands for
    /// itself by the claim's name.
    /// </summary>
    internal (string Driver, string Volume)? AttachmentOf(string ns, string claimName)
    {
        if (Claim(ns, claimName) is not { } claim)
        {
            return null;
        }

        if (Volume(claim.Spec.VolumeName) is { } volume)
        {
            return volume.Spec.Csi is { } csi ? (csi.Driver, csi.VolumeHandle) : null;
        }

        return Class(claim.Spec.StorageClassName)?.Provisioner is { } provisioner
            ? (provisioner, $"{ns}/{claimName}")
            : null;
    }

    internal bool IsInUse(string ns, string claim) => _uses.ContainsKey(new ObjectKey(ns, claim));

    internal void Use(PodDemand pod, int sign)
    {
        for (var i = 0; i < pod.Volumes.Claims.Count; i++)
        {
            var key = new ObjectKey(pod.Key.Namespace, pod.Volumes.Claims[i].Name);
            var uses = _uses.GetValueOrDefault(key) + sign;
            if (uses == 0)
            {
                _uses.Remove(key);
            }
            else
            {
                _uses[key] = uses;
            }
        }
    }

    private void Put<TKey, T>(Dictionary<TKey, T> all, TKey key, T value)
        where TKey : notnull
    {
        all[key] = value;
        Version++;
    }

    private void Drop<TKey, T>(Dictionary<TKey, T> all, TKey key)
        where TKey : notnull
    {
        all.Remove(key);
        Version++;
    }

    private static ObjectKey KeyOf(V1PersistentVolumeClaim claim) =>
        new(claim.Metadata.NamespaceProperty ?? "", claim.Metadata.Name);
}
