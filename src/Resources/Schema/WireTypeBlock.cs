namespace OrleansScheduler.Resources.Schema;

/// <summary>The lines of one type in the embedded table, not parsed yet.</summary>
internal sealed record WireTypeBlock(string Package, string Name)
{
    public string QualifiedName => $"{Package}.{Name}";

    public GroupVersionKind? Kind { get; private init; }

    public string? ModelName { get; private init; }

    public string? MapType { get; private init; }

    public List<string> FieldLines { get; } = [];

    /// <summary>Reads <c>type NAME [kind=g/v/k] [model=CLASS] [map=TYPE]</c>.</summary>
    public static WireTypeBlock Start(string package, string[] words)
    {
        string? Word(string prefix) =>
            words.FirstOrDefault(word => word.StartsWith(prefix, StringComparison.Ordinal))?[prefix.Length..];

        return new WireTypeBlock(package, words[1])
        {
            Kind = Word("kind=")?.Split('/') is [var group, var version, var kind]
                ? new GroupVersionKind(group, version, kind)
                : null,
            ModelName = Word("model="),
            MapType = Word("map="),
        };
    }
}
