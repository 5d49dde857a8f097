using System.Buffers;
using System.Text;

namespace OrleansScheduler.ApiServer.Responses;

/// <summary>Objects reduced to <c>PartialObjectMetadata</c>.</summary>
internal static class PartialMetadata
{
    public static ReadOnlyMemory<byte> Encode(ReadOnlyMemory<byte> json, string metaVersion)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        Write(buffer, json, metaVersion);
        return buffer.WrittenMemory;
    }

    public static void Write(IBufferWriter<byte> buffer, ReadOnlyMemory<byte> json, string metaVersion)
    {
        Encoding.UTF8.GetBytes(
            $"{{\"kind\":\"PartialObjectMetadata\",\"apiVersion\":\"meta.k8s.io/{metaVersion}\",\"metadata\":", buffer);
        buffer.Write(StoredJson.Metadata(json).Span);
        buffer.Write("}"u8);
    }
}
