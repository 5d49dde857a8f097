using System.Text.Json;

namespace OrleansScheduler.Resources.Schema.Codecs;

/// <summary>Reads and writes values of one shape as one CLR type, with the semantics of Go's JSON package.</summary>
internal abstract class ValueCodec<T>
{
    /// <summary>What null means where a value must be: in lists and maps.</summary>
    public virtual T? Zero => default;

    /// <summary>Reads the value whose first token is current; that is never null.</summary>
    public abstract T? Read(ref Utf8JsonReader reader, ReadContext context);

    /// <summary>Whether <c>omitempty</c> leaves the value out.</summary>
    public abstract bool IsEmpty(T? value);

    /// <summary>Writes the value; an absent one as Go writes the zero value of the type.</summary>
    public abstract void Write(Utf8JsonWriter writer, T? value);

    /// <summary>Reads an element of a list or a value of a map.</summary>
    public T? ReadElement(ref Utf8JsonReader reader, ReadContext context) =>
        reader.TokenType == JsonTokenType.Null ? Zero : Read(ref reader, context);
}
