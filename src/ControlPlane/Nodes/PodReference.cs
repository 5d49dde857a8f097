using OrleansScheduler.Resources;

namespace OrleansScheduler.ControlPlane.Nodes;

/// <summary>One incarnation of a pod.</summary>
[GenerateSerializer]
[Immutable]
internal sealed record PodReference(
    [property: Id(0)] string Namespace, [property: Id(1)] string Name, [property: Id(2)] string Uid)
{
    public ObjectKey Key => new(Namespace, Name);
}
