namespace OrleansScheduler.Resources.Explanations;

/// <summary>The pods that would have to go, the most important first.</summary>
/// <param name="Victims">As <c>namespace/name</c>.</param>
/// <param name="Violations">How many of them are guarded by a disruption budget that is used up.</param>
public sealed record PreemptionLoss(IReadOnlyList<string> Victims, int Violations);
