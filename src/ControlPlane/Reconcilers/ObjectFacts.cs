using k8s;
using k8s.Models;
using OrleansScheduler.Resources;

namespace OrleansScheduler.ControlPlane.Reconcilers;

/// <summary>How reconcilers name the objects they act on.</summary>
internal static class ObjectFacts
{
    public static ObjectKey Key(this IKubernetesObject<V1ObjectMeta> obj) =>
        new(obj.Metadata.NamespaceProperty ?? "", obj.Metadata.Name);

    /// <summary>What an Event is about.</summary>
    public static V1ObjectReference Reference(this IKubernetesObject<V1ObjectMeta> obj) => new()
    {
        ApiVersion = obj.ApiVersion,
        Kind = obj.Kind,
        NamespaceProperty = obj.Metadata.NamespaceProperty,
        Name = obj.Metadata.Name,
        Uid = obj.Metadata.Uid,
        ResourceVersion = obj.Metadata.ResourceVersion,
    };

    /// <summary>Deletes this object and not a later one of the same name; its dependents follow in the background.</summary>
    public static V1DeleteOptions OnlyThis(this IKubernetesObject<V1ObjectMeta> obj) => new()
    {
        Preconditions = new V1Preconditions { Uid = obj.Metadata.Uid },
        PropagationPolicy = "Background",
    };
}
