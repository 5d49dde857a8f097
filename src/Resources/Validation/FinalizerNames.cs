namespace OrleansScheduler.Resources.Validation;

/// <summary>The finalizers Kubernetes itself knows.</summary>
public static class FinalizerNames
{
    /// <summary>Dependents are to lose this owner before it goes.</summary>
    public const string Orphan = "orphan";

    /// <summary>Dependents are to go before this owner goes.</summary>
    public const string ForegroundDeletion = "foregroundDeletion";

    /// <summary>In a namespace's spec: its content is to go first.</summary>
    public const string Kubernetes = "kubernetes";

    public static bool IsStandard(string name) => name is Orphan or ForegroundDeletion or Kubernetes;
}
