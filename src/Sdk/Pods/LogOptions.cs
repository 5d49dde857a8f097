namespace OrleansScheduler.Sdk.Pods;

/// <summary>Which part of a container's log to read; all of what there is by default.</summary>
public sealed record LogOptions
{
    /// <summary>The container; may be left out for pods with one.</summary>
    public string? Container { get; init; }

    /// <summary>Keep reading until the container has ended.</summary>
    public bool Follow { get; init; }

    /// <summary>The log of the container's previous run.</summary>
    public bool Previous { get; init; }

    /// <summary>Only this many lines from the end.</summary>
    public int? TailLines { get; init; }

    /// <summary>Put the time before each line.</summary>
    public bool Timestamps { get; init; }
}
