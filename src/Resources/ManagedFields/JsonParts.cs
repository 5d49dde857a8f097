using System.Runtime.InteropServices;
using System.Text.Json;

namespace OrleansScheduler.Resources.ManagedFields;

/// <summary>Reading values that may be absent, null or of a shape the schema does not expect.</summary>
internal static class JsonParts
{
    public static JsonElement? Member(JsonElement? value, string name) =>
        value is { ValueKind: JsonValueKind.Object } map && map.TryGetProperty(name, out var member) ? member : null;

    public static JsonElement.ArrayEnumerator Items(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : default;

    public static JsonElement.ObjectEnumerator Members(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.Object } map ? map.EnumerateObject() : default;

    /// <summary>Neither items nor members: absent, null, <c>[]</c>, <c>{}</c>.</summary>
    public static bool IsEmpty(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.Array } list => list.GetArrayLength() == 0,
        { ValueKind: JsonValueKind.Object } map => !map.EnumerateObject().Any(),
        { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } or null => true,
        _ => false,
    };

    /// <summary>Equal text is what two states of an object mostly have, and the cheapest thing to see.</summary>
    public static bool AreEqual(JsonElement left, JsonElement right) =>
        HaveEqualText(left, right) || JsonElement.DeepEquals(left, right);

    public static bool HaveEqualText(JsonElement left, JsonElement right) =>
        JsonMarshal.GetRawUtf8Value(left).SequenceEqual(JsonMarshal.GetRawUtf8Value(right));
}
