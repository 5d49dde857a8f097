namespace OrleansScheduler.ControlPlane.Nodes;

/// <summary>What became of admitted pods. <see cref="LastRevision"/> is that of the last bind, 0 when none was.</summary>
[GenerateSerializer]
[Immutable]
internal sealed record AdmissionOutcome(
    [property: Id(0)] PodReference[] Bound,
    [property: Id(1)] PodReference[] NotBound,
    [property: Id(2)] long LastRevision);
