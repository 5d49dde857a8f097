namespace OrleansScheduler.ControlPlane.Reconcilers.Sweeps;

/// <summary>Deletes pods nobody else will: of nodes that are gone, never started, or ended and too many.</summary>
internal static class PodGcController
{
    public const string Name = "pod-garbage-collector-controller";
    public const string Key = "all";

    public static Controller Definition { get; } = new(
        Name, ["pod-gc", "podgc"], [new ControllerRoute("pods", _ => [], _ => [Key])]);
}
