namespace OrleansScheduler.Sdk.Resources;

/// <summary>How the server treats a write.</summary>
public sealed record WriteOptions
{
    /// <summary>Validates and answers as if it wrote, and writes nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>Who owns the fields written; null lets the server name the client.</summary>
    public string? FieldManager { get; init; }

    /// <summary>What becomes of unknown and duplicate fields: <c>Ignore</c>, <c>Warn</c> or <c>Strict</c>.</summary>
    public string? FieldValidation { get; init; }

    /// <summary>For an apply: takes over fields that others own, where it would be refused otherwise.</summary>
    public bool Force { get; init; }
}
