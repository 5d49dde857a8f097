namespace OrleansScheduler.ControlPlane.Nodes;

/// <summary>
/// Which pods the node takes: per pod of the request null, or why not. A bind is good only as long as nothing else
/// was bound to the node after <see cref="LastRevision"/>.
/// </summary>
[GenerateSerializer]
[Immutable]
internal sealed record AdmissionAnswer(
    [property: Id(0)] string?[] Refusals, [property: Id(1)] long LastRevision);
