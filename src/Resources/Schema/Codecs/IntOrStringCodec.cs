using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using k8s.Models;

namespace OrleansScheduler.Resources.Schema.Codecs;

internal sealed class IntOrStringCodec(ValueShape shape) : ValueCodec<IntOrString>
{
    private static readonly ValueShape Number = new(ShapeKind.Int32, "int32");

    public override IntOrString? Zero => shape.IsPointer ? null : 0;

    public override IntOrString Read(ref Utf8JsonReader reader, ReadContext context) => reader.TokenType switch
    {
        JsonTokenType.String => TextIntOrString.Create(WireText.Read(ref reader)),
        JsonTokenType.Number when reader.TryGetInt32(out var number) => number,
        _ => throw ReadContext.MismatchedValue(ref reader, Number),
    };

    public override bool IsEmpty(IntOrString? value) => shape.IsPointer && value is null;

    public override void Write(Utf8JsonWriter writer, IntOrString? value)
    {
        if (value is null && shape.IsPointer)
        {
            writer.WriteNullValue();
        }
        else if (value is not TextIntOrString && IsNumber(value, out var number))
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteStringValue(value?.Value);
        }
    }

    private static bool IsNumber(IntOrString? value, out int number)
    {
        number = 0;
        return value is null
            || int.TryParse(value.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>The model forgets that <c>"80"</c> was a text; this remembers.</summary>
    private sealed class TextIntOrString : IntOrString
    {
        public static TextIntOrString Create(string text)
        {
            var value = new TextIntOrString();
            SetValue(value, text);
            return value;
        }

        [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_Value")]
        private static extern void SetValue(IntOrString value, string text);
    }
}
