namespace OrleansScheduler.Resources.Registry;

/// <summary>Who writes, and how.</summary>
public sealed record WriteOptions
{
    public required UserIdentity User { get; init; }

    /// <summary>The whole pipeline without storing (<c>dryRun=All</c>).</summary>
    public bool DryRun { get; init; }

    /// <summary>Owner of the changed fields in managedFields.</summary>
    public string FieldManager { get; init; } = "";

    /// <summary>The incarnation an update is meant for: refused as a conflict when it is another one; null does not care.</summary>
    public string? ExpectedUid { get; init; }

    /// <summary>
    /// The object comes from <see cref="ManagedFields.ServerSideApply"/>: it carries its managedFields, and where there is
    /// none yet it is created.
    /// </summary>
    public bool IsApply { get; init; }

    /// <summary>Receives texts for Warning headers.</summary>
    public Action<string>? Warn { get; init; }

    /// <summary>A write by one of our own reconcilers.</summary>
    public static WriteOptions ByController(string name) =>
        new() { User = UserIdentity.Controller(name), FieldManager = name };
}
