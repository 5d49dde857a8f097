using System.Text;

namespace OrleansScheduler.Resources.Schema;

/// <summary>One field of a wire type.</summary>
public sealed record FieldSchema
{
    /// <summary>The name in JSON; empty for an embedded struct.</summary>
    public required string Name { get; init; }

    public required ValueShape Shape { get; init; }

    /// <summary>The protobuf field number, 0 where protobuf has no such field.</summary>
    public required int Number { get; init; }

    /// <summary>Fields of this struct appear in JSON in its owner, in protobuf as a message of their own.</summary>
    public bool IsEmbedded => Name.Length == 0;

    /// <summary>Go's <c>omitempty</c>: an empty scalar, list or map is not written; a struct always is.</summary>
    public bool OmitEmpty { get; init; }

    /// <summary>Go's <c>omitzero</c>: an unset struct is not written either.</summary>
    public bool OmitZero { get; init; }

    public bool IsRequired { get; init; }

    /// <summary>The default as OpenAPI shows it, as JSON text.</summary>
    public string? Default { get; init; }

    /// <summary>Null where OpenAPI states none; merging then treats the list as <see cref="Schema.ListType.Atomic"/>.</summary>
    public ListType? ListType { get; init; }

    public IReadOnlyList<string> ListKeys { get; init; } = [];

    /// <summary><c>atomic</c> or <c>granular</c>, null where OpenAPI states none.</summary>
    public string? MapType { get; init; }

    internal bool IsAtomicMap => MapType == TypeSchema.AtomicMap;

    public PatchStrategy PatchStrategy { get; init; }

    public string? PatchMergeKey { get; init; }

    internal byte[] Utf8Name => field ??= Encoding.UTF8.GetBytes(Name);
}
