namespace OrleansScheduler.Scheduling.Plugins.Affinity;

/// <summary>The arguments of InterPodAffinity.</summary>
/// <param name="HardWeight">What a required affinity term of an existing pod counts in the score.</param>
/// <param name="IgnoresPreferencesOfOthers">True when terms of existing pods count only for pods with preferred terms of their own.</param>
internal sealed record AffinityOptions(int HardWeight = 1, bool IgnoresPreferencesOfOthers = false);
