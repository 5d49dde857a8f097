using System.Reflection;
using System.Text.Json;

namespace OrleansScheduler.Resources.Schema.Codecs;

internal sealed class PropertyBinding<TOwner, TValue>(FieldSchema schema, PropertyInfo property, ValueCodec<TValue> codec)
    : FieldBinding<TOwner>(schema)
{
    private readonly Func<TOwner, TValue?> _get = property.GetMethod!.CreateDelegate<Func<TOwner, TValue?>>();
    private readonly Action<TOwner, TValue?> _set = property.SetMethod!.CreateDelegate<Action<TOwner, TValue?>>();
    private readonly JsonEncodedText _name = JsonEncodedText.Encode(schema.Name);

    public override void Read(ref Utf8JsonReader reader, ReadContext context, TOwner owner) =>
        _set(owner, codec.Read(ref reader, context));

    public override bool IsWritten(TOwner owner) => !IsLeftOut(_get(owner));

    public override void Write(Utf8JsonWriter writer, TOwner owner)
    {
        var value = _get(owner);
        if (!IsLeftOut(value))
        {
            writer.WritePropertyName(_name);
            codec.Write(writer, value);
        }
    }

    public override void Visit(IFieldVisitor fields, TOwner owner, bool isNew)
    {
        var value = _get(owner);
        if (IsLeftOut(value) || !fields.EnterField(Schema.Name))
        {
            return;
        }

        var isNewField = isNew || IsLeftOut(default);
        switch (Schema)
        {
            case { ListType: ListType.Set or ListType.Map }:
                codec.VisitItems(fields, value, isNewField, Schema);
                break;
            case { IsAtomicMap: true }:
                codec.VisitWhole(fields, value, isNewField);
                break;
            default:
                codec.Visit(fields, value, isNewField);
                break;
        }

        fields.Leave();
    }

    private bool IsLeftOut(TValue? value) =>
        (Schema.OmitEmpty && codec.IsEmpty(value)) || (Schema.OmitZero && value is null);
}
