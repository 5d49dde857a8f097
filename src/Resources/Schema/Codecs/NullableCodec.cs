using System.Text.Json;

namespace OrleansScheduler.Resources.Schema.Codecs;

/// <summary>A scalar that the model can leave unset; whether that differs from zero depends on the Go type.</summary>
internal sealed class NullableCodec<T>(ValueCodec<T> inner, bool isPointer) : ValueCodec<T?>
    where T : struct
{
    public override T? Zero => isPointer ? null : default(T);

    public override T? Read(ref Utf8JsonReader reader, ReadContext context) => inner.Read(ref reader, context);

    public override bool IsEmpty(T? value) => isPointer ? value is null : inner.IsEmpty(value.GetValueOrDefault());

    public override void Write(Utf8JsonWriter writer, T? value)
    {
        if (value is null && isPointer)
        {
            writer.WriteNullValue();
        }
        else
        {
            inner.Write(writer, value.GetValueOrDefault());
        }
    }
}
