using System.Text.Json;

namespace OrleansScheduler.Resources.Schema.Codecs;

/// <summary>A field of a struct and the property that holds it.</summary>
internal abstract class FieldBinding<TOwner>(FieldSchema schema)
{
    public FieldSchema Schema => schema;

    public abstract void Read(ref Utf8JsonReader reader, ReadContext context, TOwner owner);

    public abstract void Write(Utf8JsonWriter writer, TOwner owner);
}
