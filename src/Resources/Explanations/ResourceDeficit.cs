namespace OrleansScheduler.Resources.Explanations;

/// <summary>A resource of which a node has less left than a pod asks for; amounts as Kubernetes writes them.</summary>
public sealed record ResourceDeficit(string Resource, string Requested, string Free, string Allocatable, string Missing);
