using System.Text;
using System.Text.Json.Nodes;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Schema;

namespace OrleansScheduler.ApiServer.Protobuf;

/// <summary>
/// A request body of the type <c>application/vnd.kubernetes.protobuf</c>: the magic number, then a message
/// <c>Unknown</c> that names apiVersion and kind (field 1) and holds the object's message (field 2).
/// </summary>
internal static class ProtobufBody
{
    private static ReadOnlySpan<byte> Magic => "k8s\0"u8;

    /// <summary>The object as JSON. A body that does not name its type is of <paramref name="expected"/>.</summary>
    /// <exception cref="FormatException">The bytes are no such body, or of a type that is not known.</exception>
    public static JsonObject ToJson(ReadOnlySpan<byte> body, GroupVersionKind expected)
    {
        if (!body.StartsWith(Magic))
        {
            throw new FormatException(
                "provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]");
        }

        var apiVersion = "";
        var kind = "";
        ReadOnlySpan<byte> raw = default;
        var envelope = new ProtobufReader(body[Magic.Length..]);
        while (!envelope.IsAtEnd)
        {
            switch (envelope.ReadTag())
            {
                case (1, WireType.Bytes):
                    (apiVersion, kind) = ReadTypeMeta(envelope.ReadBytes());
                    break;
                case (2, WireType.Bytes):
                    raw = envelope.ReadBytes();
                    break;
                case var (_, wireType):
                    envelope.Skip(wireType);
                    break;
            }
        }

        return Transcode(raw, apiVersion, kind, expected);
    }

    private static JsonObject Transcode(
        ReadOnlySpan<byte> raw, string apiVersion, string kind, GroupVersionKind expected)
    {
        apiVersion = apiVersion.Length == 0 ? expected.ApiVersion : apiVersion;
        kind = kind.Length == 0 ? expected.Kind : kind;
        var type = WireTypes.Find(ToGroupVersionKind(apiVersion, kind))
            ?? throw new FormatException($"no kind \"{kind}\" is registered for version \"{apiVersion}\"");
        var json = new JsonObject { ["apiVersion"] = apiVersion, ["kind"] = kind };
        MessageTranscoder.Read(raw, type, json, depth: 0);
        return json;
    }

    private static GroupVersionKind ToGroupVersionKind(string apiVersion, string kind)
    {
        var slash = apiVersion.IndexOf('/', StringComparison.Ordinal);
        return new GroupVersionKind(slash < 0 ? "" : apiVersion[..slash], apiVersion[(slash + 1)..], kind);
    }

    private static (string ApiVersion, string Kind) ReadTypeMeta(ReadOnlySpan<byte> message)
    {
        var (apiVersion, kind) = ("", "");
        var reader = new ProtobufReader(message);
        while (!reader.IsAtEnd)
        {
            switch (reader.ReadTag())
            {
                case (1, WireType.Bytes):
                    apiVersion = Encoding.UTF8.GetString(reader.ReadBytes());
                    break;
                case (2, WireType.Bytes):
                    kind = Encoding.UTF8.GetString(reader.ReadBytes());
                    break;
                case var (_, wireType):
                    reader.Skip(wireType);
                    break;
            }
        }

        return (apiVersion, kind);
    }
}
