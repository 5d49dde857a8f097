using System.Collections.Concurrent;

namespace OrleansScheduler.Resources.Schema;

/// <summary>
/// Every built-in type of the Kubernetes API, read from the table embedded in this assembly. The table is indexed
/// once (a few milliseconds); a type is parsed when it is first asked for.
/// </summary>
public static class WireTypes
{
    /// <summary>The group of the types all groups share, such as DeleteOptions.</summary>
    public const string MetaPackage = "meta/v1";

    private static readonly WireTypeIndex Index = WireTypeIndex.Load();
    private static readonly ConcurrentDictionary<string, TypeSchema> Parsed = new();

    /// <summary>All types of their own kind, e.g. to write OpenAPI documents.</summary>
    public static IEnumerable<GroupVersionKind> Kinds => Index.ByKind.Keys;

    /// <summary>The type of that kind, or null. The shared meta types are found in every group version.</summary>
    public static TypeSchema? Find(GroupVersionKind kind)
    {
        if (Index.ByKind.TryGetValue(kind, out var name))
        {
            return Get(name);
        }

        var shared = $"{MetaPackage}.{kind.Kind}";
        return Index.Blocks.ContainsKey(shared) ? Get(shared) : null;
    }

    /// <summary>The type of a qualified name such as <c>core/v1.PodSpec</c>.</summary>
    public static TypeSchema Get(string name) => Parsed.GetOrAdd(name, static name => WireTypeParser.ParseType(Index, name));
}
