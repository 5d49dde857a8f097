using System.Text;
using k8s;
using k8s.Models;
using OrleansScheduler.ApiServer.Routing;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Schema;
using OrleansScheduler.Resources.Status;

namespace OrleansScheduler.ApiServer.Bodies;

/// <summary>Decodes the object of a create or update and checks that it is what the path names.</summary>
internal static class ObjectDecoder
{
    public static async Task<IKubernetesObject<V1ObjectMeta>> ReadAsync(
        ResourceRequest request, CancellationToken cancellationToken)
    {
        var decoded = await ReadAsync(request, request.Kind.GroupVersionKind, cancellationToken);
        return (IKubernetesObject<V1ObjectMeta>)decoded;
    }

    /// <summary>Decodes the body as an object of the type <paramref name="type"/> (a Binding, a review).</summary>
    public static async Task<IKubernetesObject> ReadAsync(
        ApiRequest request, GroupVersionKind type, CancellationToken cancellationToken)
    {
        var format = ContentType.FormatOf(request.Http.Request);
        var body = await BodyReader.ReadAsync(request.Http.Request, cancellationToken);
        var json = ToJson(body, format, type);
        var found = BodyType.Of(json, body, type);
        try
        {
            BodyType.EnsureFits(found, type);
            var decoded = ObjectCodec.Decode(json, type);
            FieldValidation.Apply(request, decoded.StrictProblems);
            return decoded.Object;
        }
        catch (StatusException refusal) when (refusal.Reason == StatusReasons.BadRequest)
        {
            throw StatusErrors.BadRequest(
                $"{found.Kind} in version \"{found.Version}\" cannot be handled as a {type.Kind}: {refusal.Message}");
        }
    }

    private static ReadOnlySpan<byte> ToJson(byte[] body, BodyFormat format, GroupVersionKind type)
    {
        try
        {
            return format switch
            {
                BodyFormat.Yaml => Encoding.UTF8.GetBytes(YamlBody.ToJson(body)?.ToJsonString() ?? "null"),
                BodyFormat.Json => body,
                _ => throw StatusErrors.UnsupportedMediaType(Errors.ApiErrors.MediaTypes),
            };
        }
        catch (FormatException exception)
        {
            throw BodyType.Unrecognized(type, exception.Message, body);
        }
    }
}
