using System.Text.Json;

namespace OrleansScheduler.Resources.Schema.Codecs;

/// <summary>A field of a struct and the property that holds it.</summary>
internal abstract class FieldBinding<TOwner>(FieldSchema schema)
{
    public FieldSchema Schema => schema;

    public abstract void Read(ref Utf8JsonReader reader, ReadContext context, TOwner owner);

    /// <summary>Whether the field is not left out of the owner's JSON.</summary>
    public abstract bool IsWritten(TOwner owner);

    public abstract void Write(Utf8JsonWriter writer, TOwner owner);

    /// <summary>Visits the field if it is set.</summary>
    /// <param name="fields">Has entered the owner.</param>
    /// <param name="owner">The struct.</param>
    /// <param name="isNew">Whether an object that sets nothing lacks the whole struct.</param>
    public abstract void Visit(IFieldVisitor fields, TOwner owner, bool isNew);
}
