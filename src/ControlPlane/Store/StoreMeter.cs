namespace OrleansScheduler.ControlPlane.Store;

/// <summary>The meter of the stores and replicas of a silo.</summary>
public static class StoreMeter
{
    public const string Name = "OrleansScheduler.Store";

    internal const string Prefix = "orleans_scheduler_store_";
    internal const string ResourceTag = "resource";
}
