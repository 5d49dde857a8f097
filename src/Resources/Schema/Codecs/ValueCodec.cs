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

    /// <summary>Visits what a value sets.</summary>
    /// <param name="fields">Has entered the value.</param>
    /// <param name="value">The value.</param>
    /// <param name="isNew">Whether an object without content lacks the value; else it has the zero value there.</param>
    public virtual void Visit(IFieldVisitor fields, T? value, bool isNew) => VisitWhole(fields, value, isNew);

    /// <summary>Visits a value that is owned as a whole.</summary>
    public void VisitWhole(IFieldVisitor fields, T? value, bool isNew)
    {
        if (isNew || JsonOf(value) != JsonOf(default))
        {
            fields.Own();
        }
    }

    /// <summary>Visits the items of a list that are owned one by one.</summary>
    public virtual void VisitItems(IFieldVisitor fields, T? value, bool isNew, FieldSchema list) =>
        throw new InvalidOperationException($"{typeof(T)} has no items.");

    /// <summary>What tells an item from the others of its set or keyed list, as JSON; null where nothing does.</summary>
    public virtual string? Identity(T? item, FieldSchema list) =>
        list.ListType == ListType.Set && item is not null ? JsonOf(item) : null;

    /// <summary>The value's JSON.</summary>
    protected string JsonOf(T? value) => ScratchJson.Text(
        (Codec: this, Value: value), static (writer, state) => state.Codec.Write(writer, state.Value));

    /// <summary>Reads an element of a list or a value of a map.</summary>
    public T? ReadElement(ref Utf8JsonReader reader, ReadContext context) =>
        reader.TokenType == JsonTokenType.Null ? Zero : Read(ref reader, context);
}
