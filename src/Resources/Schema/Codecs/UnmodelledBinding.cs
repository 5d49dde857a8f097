using System.Text.Json;

namespace OrleansScheduler.Resources.Schema.Codecs;

/// <summary>A field the models have no property for: accepted, checked for being JSON, and dropped.</summary>
internal sealed class UnmodelledBinding<TOwner>(FieldSchema schema) : FieldBinding<TOwner>(schema)
{
    public override void Read(ref Utf8JsonReader reader, ReadContext context, TOwner owner) => reader.Skip();

    public override bool IsWritten(TOwner owner) => false;

    public override void Write(Utf8JsonWriter writer, TOwner owner)
    {
    }

    public override void Visit(IFieldVisitor fields, TOwner owner, bool isNew)
    {
    }
}
