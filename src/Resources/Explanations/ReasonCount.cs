namespace OrleansScheduler.Resources.Explanations;

/// <summary>A reason in Kubernetes' words, and how many nodes have it as their first.</summary>
public sealed record ReasonCount(string Plugin, string Reason, int Nodes);
