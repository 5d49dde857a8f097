namespace OrleansScheduler.Chaos.Faults;

/// <summary>Every fault there is.</summary>
internal static class AllFaults
{
    public static IReadOnlyList<IFault> List { get; } =
        [new KilledSilo(), new FrozenSilo(), new RollingRestart(), new LostStorage()];
}
