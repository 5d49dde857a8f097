using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace OrleansScheduler.ApiServer.OpenApi;

/// <summary>One document as it is sent.</summary>
internal sealed class OpenApiDocument(string path, byte[] content)
{
    public static readonly JsonSerializerOptions JsonOptions =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lazy<byte[]> _compressed = new(() => Compress(content));

    /// <summary><c>apis/batch/v1</c>; empty for documents that are no part of the root.</summary>
    public string Path { get; } = path;

    public ReadOnlyMemory<byte> Content { get; } = content;

    /// <summary>Changes with the content, so that clients may keep a document for good.</summary>
    public string Hash { get; } = Convert.ToHexString(SHA512.HashData(content));

    public ReadOnlyMemory<byte> Compressed => _compressed.Value;

    /// <summary>Where exactly this content is served.</summary>
    public string RelativeUrl => $"/openapi/v3/{Path}?hash={Hash}";

    private static byte[] Compress(byte[] content)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
        {
            gzip.Write(content);
        }

        return compressed.ToArray();
    }
}
