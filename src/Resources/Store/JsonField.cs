using System.Text;
using System.Text.Json;

namespace OrleansScheduler.Resources.Store;

/// <summary>Looks up one text field of stored JSON without decoding the object.</summary>
internal static class JsonField
{
    /// <summary>The text at <c>parent.name</c>, empty where there is none.</summary>
    /// <remarks>A name that does not occur among the bytes is no field: a search of them costs a tenth of a scan.</remarks>
    public static string Text(ReadOnlySpan<byte> json, string parent, string name)
    {
        Span<byte> quoted = stackalloc byte[Encoding.UTF8.GetMaxByteCount(name.Length) + 2];
        quoted[0] = (byte)'"';
        var length = Encoding.UTF8.GetBytes(name, quoted[1..]);
        quoted[length + 1] = (byte)'"';
        return json.IndexOf(quoted[..(length + 2)]) < 0 ? "" : Scan(json, parent, name);
    }

    private static string Scan(ReadOnlySpan<byte> json, string parent, string name)
    {
        var reader = new Utf8JsonReader(json);
        return reader.Read() && MoveTo(ref reader, parent) && reader.TokenType == JsonTokenType.StartObject
            && MoveTo(ref reader, name) && reader.TokenType == JsonTokenType.String
                ? reader.GetString() ?? ""
                : "";
    }

    // From the start of an object to the value of one of its members.
    private static bool MoveTo(ref Utf8JsonReader reader, string name)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isFound = reader.ValueTextEquals(name);
            reader.Read();
            if (isFound)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }
}
