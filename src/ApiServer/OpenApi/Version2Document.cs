using System.Text;
using System.Text.Json;
using OrleansScheduler.ApiServer.Health;

namespace OrleansScheduler.ApiServer.OpenApi;

/// <summary>
/// The answer in the older form of OpenAPI, which describes nothing: kubectl asks for it when version 3 lacks a kind,
/// to validate on its own, and says what is wrong (that there is no such kind) only once it has seen it.
/// </summary>
internal static class Version2Document
{
    /// <summary>How clients ask for protobuf.</summary>
    public const string AcceptedType = "application/com.github.proto-openapi.spec.v2@v1.0+protobuf";

    /// <summary>How it is answered: an @ may not stand in a media type.</summary>
    public const string ContentType = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";

    private const string Title = "Kubernetes";

    public static OpenApiDocument Json { get; } = new("", JsonSerializer.SerializeToUtf8Bytes(new
    {
        swagger = "2.0",
        info = new { title = Title, version = VersionEndpoint.KubernetesVersion },
        paths = new { },
        definitions = new { },
    }));

    /// <summary>The message <c>openapi.v2.Document</c>.</summary>
    public static OpenApiDocument Protobuf { get; } = new("",
    [
        .. Field(1, "2.0"u8),
        .. Field(2, [.. Field(1, Utf8(Title)), .. Field(2, Utf8(VersionEndpoint.KubernetesVersion))]),
        .. Field(8, []),
    ]);

    // Length-delimited; both number and length fit into one byte.
    private static byte[] Field(int number, ReadOnlySpan<byte> value) =>
        [(byte)((number << 3) | 2), checked((byte)value.Length), .. value];

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
