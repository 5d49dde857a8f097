namespace OrleansScheduler.ControlPlane.Streams;

/// <summary>
/// "Look at this object": what reconcilers are told of a committed write. It carries no state; whoever gets it reads
/// the replica, so a signal that is lost, late or doubled costs time and nothing else.
/// </summary>
/// <param name="ResourceType">The written object's type, e.g. <c>pods</c>.</param>
/// <param name="Key">The written object, <c>namespace/name</c>.</param>
/// <param name="Revision">The revision of the write within its resource type.</param>
/// <param name="IsDeletion">True when the write removed the object.</param>
[GenerateSerializer, Immutable, Alias("revision-signal")]
public sealed record RevisionSignal(
    [property: Id(0)] string ResourceType,
    [property: Id(1)] string Key,
    [property: Id(2)] long Revision,
    [property: Id(3)] bool IsDeletion);
