using k8s;
using k8s.Models;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Reconcilers.GarbageCollection;

/// <summary>An object of any kind that names an owner.</summary>
internal sealed record Dependent(ResourceKind Kind, StoredObject Object)
{
    public Incarnation Incarnation => Incarnation.Of(Kind.ResourceType, Object);

    public IKubernetesObject<V1ObjectMeta> Typed => Kind.Typed(Object);

    /// <summary>True while the owner must not go before this object.</summary>
    public bool Blocks(Incarnation owner) =>
        Object.Head.Owners.Any(named => named.Uid == owner.Uid && named.BlocksOwnerDeletion);
}
