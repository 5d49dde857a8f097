using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.Resources;

/// <summary>An index over a kind: the values an object is found under, none when it has no entry.</summary>
public sealed record ObjectIndex(string Name, Func<StoredObject, IEnumerable<string>> Values)
{
    /// <summary>Every kind's index by the uid of its owners.</summary>
    public const string OwnerUid = "metadata.ownerReferences.uid";

    /// <summary>The pods' index by node.</summary>
    public const string NodeName = "spec.nodeName";

    /// <summary>The labels, as <c>key=value</c>, of pods that no controller owns: those one may adopt.</summary>
    public const string AdoptableLabel = "metadata.labels";

    public static ObjectIndex ByAdoptableLabel { get; } = new(
        AdoptableLabel,
        stored => stored.Head.Owners.Any(owner => owner.IsController)
            ? []
            : stored.Head.Labels.Select(label => LabelValue(label.Key, label.Value)));

    public static ObjectIndex ByOwnerUid { get; } = new(OwnerUid, stored => stored.Head.Owners.Select(o => o.Uid));

    public static string LabelValue(string key, string value) => $"{key}={value}";
}
