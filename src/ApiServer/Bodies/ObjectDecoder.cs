using System.Text;
using System.Text.Json;
using k8s;
using OrleansScheduler.ApiServer.Protobuf;
using OrleansScheduler.ApiServer.Routing;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Schema;
using OrleansScheduler.Resources.Status;

namespace OrleansScheduler.ApiServer.Bodies;

/// <summary>Decodes the object of a create or update and checks that it is what the path names.</summary>
internal static class ObjectDecoder
{
    /// <summary>The object of a create or update.</summary>
    public static async Task<ReceivedObject> ReadAsync(ResourceRequest request, CancellationToken cancellationToken) =>
        Decode(request, await ReadBodyAsync(request, cancellationToken));

    /// <summary>The body of a create or update, if it is in a format that is understood.</summary>
    public static Task<byte[]> ReadBodyAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        ContentType.FormatOf(request.Http.Request);
        return BodyReader.ReadAsync(request.Http.Request, cancellationToken);
    }

    /// <summary>The object of a create or update whose body has been read.</summary>
    public static ReceivedObject Decode(ResourceRequest request, byte[] body)
    {
        var type = request.Kind.GroupVersionKind;
        var (json, decoded) = Decode(request, body, type);
        return new ReceivedObject(json, type, decoded);
    }

    /// <summary>An object of another type than the path's: a Binding, a review.</summary>
    public static async Task<IKubernetesObject> ReadAsync(
        ApiRequest request, GroupVersionKind type, CancellationToken cancellationToken) =>
        Decode(request, await ReadBodyAsync(request, cancellationToken), type).Decoded;

    private static (byte[] Json, IKubernetesObject Decoded) Decode(ApiRequest request, byte[] body, GroupVersionKind type)
    {
        var json = ToJson(body, ContentType.FormatOf(request.Http.Request), type);
        var found = BodyType.Of(json, body, type);
        try
        {
            BodyType.EnsureFits(found, type);
            var decoded = ObjectCodec.Parse(json, type);
            FieldValidation.Apply(request, decoded.StrictProblems);
            return (json, decoded.Object);
        }
        catch (Exception problem) when (problem is WireFormatException or StatusException { Reason: StatusReasons.BadRequest })
        {
            throw StatusErrors.BadRequest(
                $"{found.Kind} in version \"{found.Version}\" cannot be handled as a {type.Kind}: {problem.Message}");
        }
    }

    private static byte[] ToJson(byte[] body, BodyFormat format, GroupVersionKind type)
    {
        var json = Transcode(body, format, type);

        // A body that says null is an object without members.
        return json.AsSpan().Trim(" \t\r\n"u8).SequenceEqual("null"u8) ? "{}"u8.ToArray() : json;
    }

    private static byte[] Transcode(byte[] body, BodyFormat format, GroupVersionKind type)
    {
        try
        {
            return format switch
            {
                BodyFormat.Yaml => Encoding.UTF8.GetBytes(YamlBody.ToJson(body)?.ToJsonString() ?? "null"),
                BodyFormat.Protobuf => JsonSerializer.SerializeToUtf8Bytes(ProtobufBody.ToJson(body, type)),
                _ => body,
            };
        }
        catch (FormatException exception)
        {
            throw BodyType.Unrecognized(type, exception.Message, body);
        }
    }
}
