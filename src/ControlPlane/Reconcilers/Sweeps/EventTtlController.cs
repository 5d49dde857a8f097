namespace OrleansScheduler.ControlPlane.Reconcilers.Sweeps;

/// <summary>Deletes Events an hour after their last change (in Kubernetes the storage's leases do).</summary>
internal static class EventTtlController
{
    public const string Name = "event-ttl-controller";
    public const string Key = "all";

    // One sweep for all Events wakes up by the clock; their changes do not matter to it.
    public static Controller Definition { get; } = new(
        Name, ["event-ttl"], [new ControllerRoute("events", _ => [], _ => [Key])]);
}
