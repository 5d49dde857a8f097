using System.Collections.Concurrent;
using System.Text.Json;
using k8s;
using k8s.Models;

namespace OrleansScheduler.Resources.Schema.Codecs;

/// <summary>The codec of one kind of object.</summary>
internal abstract class ObjectBinding
{
    private static readonly ConcurrentDictionary<Type, ObjectBinding> ByModel = new();
    private static readonly ConcurrentDictionary<GroupVersionKind, ObjectBinding?> ByKind = new();

    protected static StructCodec<V1ObjectMeta> Metadata { get; } =
        new(new ValueShape("v1.ObjectMeta", () => WireTypes.Get($"{WireTypes.MetaPackage}.ObjectMeta")));

    /// <summary>The codec of a kind, or null where there is no such kind among the wire types and models.</summary>
    public static ObjectBinding? Find(GroupVersionKind kind) => ByKind.GetOrAdd(kind, static kind =>
    {
        var schema = WireTypes.Find(kind);
        var model = schema is null ? null : ModelTypes.Find(schema);
        return model is null ? null : ByModel.GetOrAdd(model, static (model, schema) => Create(schema, model), schema!);
    });

    /// <summary>The codec of a class of the models.</summary>
    public static ObjectBinding Of(Type model) => ByModel.GetOrAdd(model, static model =>
    {
        var kind = ModelTypes.KindOf(model);
        var schema = WireTypes.Find(kind) ?? throw new ArgumentException($"{model} is no Kubernetes kind.");
        return Create(schema, model);
    });

    public abstract IKubernetesObject Read(ref Utf8JsonReader reader, ReadContext context);

    /// <summary>Writes kind, apiVersion, metadata without resourceVersion, and the rest.</summary>
    public abstract void Write(Utf8JsonWriter writer, IKubernetesObject obj, GroupVersionKind kind);

    /// <summary>Visits the fields the object sets.</summary>
    public abstract void Visit(IFieldVisitor fields, IKubernetesObject obj);

    private static ObjectBinding Create(TypeSchema schema, Type model) =>
        (ObjectBinding)Activator.CreateInstance(typeof(ObjectBinding<>).MakeGenericType(model), schema)!;
}
