using OrleansScheduler.Resources.Registry;

namespace OrleansScheduler.Resources;

/// <summary>How writes of a kind behave (the flags of Kubernetes' strategies).</summary>
public sealed record WriteRules
{
    public static readonly WriteRules Standard = new();

    /// <summary>A PUT of a missing object creates it.</summary>
    public bool AllowsCreateOnUpdate { get; init; }

    /// <summary>A PUT may leave out the resourceVersion.</summary>
    public bool AllowsUnconditionalUpdate { get; init; } = true;

    /// <summary>DELETE answers the object instead of a Status.</summary>
    public bool ReturnsDeletedObject { get; init; }

    /// <summary>A change of the spec bumps metadata.generation.</summary>
    public bool HasGeneration { get; init; }

    /// <summary>What happens to dependents when the client does not say.</summary>
    public DeletionPropagation DefaultPropagation { get; init; } = DeletionPropagation.Background;

    /// <summary>A deletion may concern dependents (all kinds but events).</summary>
    public bool IsGarbageCollected { get; init; } = true;
}
