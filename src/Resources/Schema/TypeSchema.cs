using System.Collections.Frozen;

namespace OrleansScheduler.Resources.Schema;

/// <summary>One struct of the Kubernetes API.</summary>
public sealed class TypeSchema
{
    internal const string AtomicMap = "atomic";

    private readonly FrozenDictionary<string, FieldSchema> _byName;
    private readonly FrozenDictionary<int, FieldSchema> _byNumber;

    internal TypeSchema(string package, string name, IReadOnlyList<FieldSchema> members)
    {
        Package = package;
        Name = name;
        Members = members;
        Fields = [.. members.SelectMany(Flatten)];
        _byName = Fields.ToFrozenDictionary(field => field.Name, StringComparer.Ordinal);
        _byNumber = members.Where(member => member.Number > 0).ToFrozenDictionary(member => member.Number);
    }

    /// <summary><c>core/v1</c></summary>
    public string Package { get; }

    /// <summary><c>PodSpec</c></summary>
    public string Name { get; }

    /// <summary>Null for the types that are no object of their own.</summary>
    public GroupVersionKind? Kind { get; internal init; }

    /// <summary>The class of k8s.Models where its name does not follow from version and kind.</summary>
    internal string? ModelName { get; init; }

    /// <summary><c>atomic</c> where the struct is always replaced as a whole.</summary>
    public string? MapType { get; internal init; }

    /// <summary>The fields as declared; embedded structs are one member.</summary>
    public IReadOnlyList<FieldSchema> Members { get; }

    /// <summary>The fields as JSON shows them, in the order Go writes them.</summary>
    public IReadOnlyList<FieldSchema> Fields { get; }

    public FieldSchema? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The member with a protobuf number.</summary>
    public FieldSchema? Find(int number) => _byNumber.GetValueOrDefault(number);

    public override string ToString() => $"{Package}.{Name}";

    private static IEnumerable<FieldSchema> Flatten(FieldSchema member) =>
        member.IsEmbedded ? member.Shape.Type.Fields : [member];
}
