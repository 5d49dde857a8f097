using System.Text;
using System.Text.Json;
using OrleansScheduler.Resources;

namespace OrleansScheduler.ApiServer.Responses;

/// <summary>Cuts the bytes of stored objects, so that answering needs no decoding.</summary>
/// <remarks>The codec writes kind, apiVersion and metadata first, in this order.</remarks>
internal static class StoredJson
{
    /// <summary>What objects of that kind begin with, up to their metadata.</summary>
    public static byte[] HeaderOf(ResourceKind kind) => Encoding.UTF8.GetBytes(
        $"{{\"kind\":\"{kind.Kind}\",\"apiVersion\":\"{kind.GroupVersionKind.ApiVersion}\",");

    /// <summary>The value of the top-level <c>metadata</c>.</summary>
    public static ReadOnlyMemory<byte> Metadata(ReadOnlyMemory<byte> json)
    {
        var reader = new Utf8JsonReader(json.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isMetadata = reader.ValueTextEquals("metadata"u8);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (isMetadata)
            {
                return json[start..(int)reader.BytesConsumed];
            }
        }

        throw new InvalidDataException("A stored object has no metadata.");
    }
}
