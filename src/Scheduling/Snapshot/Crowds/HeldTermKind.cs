namespace OrleansScheduler.Scheduling.Snapshot.Crowds;

/// <summary>What a pod wants with the pods its term matches.</summary>
internal enum HeldTermKind
{
    Affinity,
    AntiAffinity,
    PreferredAffinity,
    PreferredAntiAffinity,
}
