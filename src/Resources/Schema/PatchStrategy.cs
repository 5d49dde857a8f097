namespace OrleansScheduler.Resources.Schema;

/// <summary>How a strategic merge patch treats a field.</summary>
[Flags]
public enum PatchStrategy
{
    /// <summary>Maps are merged, lists replaced.</summary>
    Default = 0,

    /// <summary>Lists are merged by their merge key, or as sets where there is none.</summary>
    Merge = 1,

    Replace = 2,

    /// <summary>Fields of a union that the patch does not list are cleared.</summary>
    RetainKeys = 4,
}
