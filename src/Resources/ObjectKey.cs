namespace OrleansScheduler.Resources;

/// <summary>Names one object within a resource type; <see cref="Namespace"/> is empty for cluster-scoped kinds.</summary>
public readonly record struct ObjectKey(string Namespace, string Name) : IComparable<ObjectKey>
{
    /// <summary>Ordinal by namespace, then by name: the order of lists.</summary>
    public int CompareTo(ObjectKey other)
    {
        var byNamespace = string.CompareOrdinal(Namespace, other.Namespace);
        return byNamespace != 0 ? byNamespace : string.CompareOrdinal(Name, other.Name);
    }

    /// <summary><c>namespace/name</c>, or <c>name</c> for cluster-scoped kinds: the key of streams and reconciler grains.</summary>
    public override string ToString() => Namespace.Length == 0 ? Name : $"{Namespace}/{Name}";

    /// <summary>The inverse of <see cref="ToString"/>.</summary>
    public static ObjectKey Parse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? new ObjectKey("", text) : new ObjectKey(text[..slash], text[(slash + 1)..]);
    }
}
