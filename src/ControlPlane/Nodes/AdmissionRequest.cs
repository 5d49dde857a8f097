namespace OrleansScheduler.ControlPlane.Nodes;

/// <summary>Pods a scheduler wants on a node.</summary>
[GenerateSerializer]
[Immutable]
internal sealed record AdmissionRequest([property: Id(0)] PodReference[] Pods);
