namespace OrleansScheduler.Resources.Registry;

/// <summary>What happens to the dependents of a deleted object.</summary>
public enum DeletionPropagation
{
    Background,
    Foreground,
    Orphan,
}
