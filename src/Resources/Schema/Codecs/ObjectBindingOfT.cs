using System.Text.Json;
using k8s;
using k8s.Models;

namespace OrleansScheduler.Resources.Schema.Codecs;

internal sealed class ObjectBinding<T>(TypeSchema schema) : ObjectBinding
    where T : class, IKubernetesObject, new()
{
    private readonly StructCodec<T> _codec = new(new ValueShape($"v1.{schema.Name}", () => schema));

    public override IKubernetesObject Read(ref Utf8JsonReader reader, ReadContext context) =>
        _codec.ReadElement(ref reader, context)!;

    public override void Write(Utf8JsonWriter writer, IKubernetesObject obj, GroupVersionKind kind)
    {
        writer.WriteStartObject();
        writer.WriteString("kind"u8, kind.Kind);
        writer.WriteString("apiVersion"u8, kind.ApiVersion);
        if (obj is IKubernetesObject<V1ObjectMeta> withMetadata)
        {
            writer.WritePropertyName("metadata"u8);
            writer.WriteStartObject();
            Metadata.WriteFields(writer, withMetadata.Metadata ?? new V1ObjectMeta(), "resourceVersion");
            writer.WriteEndObject();
            _codec.WriteFields(writer, (T)obj, "kind", "apiVersion", "metadata");
        }
        else
        {
            _codec.WriteFields(writer, (T)obj, "kind", "apiVersion");
        }

        writer.WriteEndObject();
    }

    public override void Visit(IFieldVisitor fields, IKubernetesObject obj) => _codec.Visit(fields, (T)obj, isNew: false);
}
