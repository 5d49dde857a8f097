using System.Buffers;
using System.Text;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ApiServer.Responses;

/// <summary>Objects reduced to <c>PartialObjectMetadata</c>.</summary>
internal static class PartialMetadata
{
    public static ReadOnlyMemory<byte> Encode(StoredObject stored, string metaVersion)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        Write(buffer, stored, metaVersion);
        return buffer.WrittenMemory;
    }

    public static void Write(IBufferWriter<byte> buffer, StoredObject stored, string metaVersion)
    {
        Encoding.UTF8.GetBytes(
            $"{{\"kind\":\"PartialObjectMetadata\",\"apiVersion\":\"meta.k8s.io/{metaVersion}\",\"metadata\":", buffer);
        buffer.Write(StoredJson.Metadata(stored).Span);
        buffer.Write("}"u8);
    }
}
