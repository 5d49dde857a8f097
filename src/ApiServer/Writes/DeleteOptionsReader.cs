using System.Text;
using System.Text.Json;
using k8s.Models;
using OrleansScheduler.ApiServer.Bodies;
using OrleansScheduler.ApiServer.Lists;
using OrleansScheduler.ApiServer.Protobuf;
using OrleansScheduler.ApiServer.Requests;
using OrleansScheduler.ApiServer.Routing;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Json;
using OrleansScheduler.Resources.Schema;
using OrleansScheduler.Resources.Status;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.ApiServer.Writes;

/// <summary>The options of a delete: those in the body, or where there is no body those in the query.</summary>
internal static class DeleteOptionsReader
{
    private const string Scheme = "k8s.io/apimachinery/pkg/apis/meta/internalversion/scheme/register.go:27";
    private static readonly GroupVersionKind Type = new("", "v1", "DeleteOptions");

    public static async Task<V1DeleteOptions> ReadAsync(ResourceRequest request, CancellationToken cancellationToken)
    {
        var format = ContentType.FormatOf(request.Http.Request);
        var body = await BodyReader.ReadAsync(request.Http.Request, cancellationToken);
        var options = body.Length > 0 ? FromBody(request, body, format) : FromQuery(request);
        EnsureValid(options);
        return options;
    }

    private static V1DeleteOptions FromBody(ResourceRequest request, byte[] body, BodyFormat format)
    {
        var json = ToJson(body, format);
        if (GoJson.Syntax(json) is { } problem)
        {
            throw StatusErrors.BadRequest("couldn't get version/kind; json parse error: " + problem);
        }

        var found = BodyType.Of(json, body, Type);
        if (found.Kind != Type.Kind)
        {
            throw StatusErrors.BadRequest(
                $"no kind \"{found.Kind}\" is registered for version \"{found.ApiVersion}\" in scheme \"{Scheme}\"");
        }

        return (V1DeleteOptions)ObjectCodec.Decode(json, Type).Object;
    }

    private static byte[] ToJson(byte[] body, BodyFormat format)
    {
        try
        {
            return format switch
            {
                BodyFormat.Yaml => Encoding.UTF8.GetBytes(YamlBody.ToJson(body)?.ToJsonString() ?? "null"),
                BodyFormat.Protobuf => JsonSerializer.SerializeToUtf8Bytes(ProtobufBody.ToJson(body, Type)),
                _ => body,
            };
        }
        catch (FormatException malformed)
        {
            throw StatusErrors.BadRequest(malformed.Message);
        }
    }

    private static V1DeleteOptions FromQuery(ResourceRequest request)
    {
        var query = request.Query;
        return new V1DeleteOptions
        {
            DryRun = query.ContainsKey("dryRun") ? [.. query["dryRun"].OfType<string>()] : null,
            GracePeriodSeconds = GoNumber.ParseInt(query["gracePeriodSeconds"]),
            OrphanDependents = query.ContainsKey("orphanDependents") ? ListOptions.IsTrue(query["orphanDependents"]) : null,
            PropagationPolicy = query.ContainsKey("propagationPolicy") ? query["propagationPolicy"].ToString() : null,
        };
    }

    // The registry checks the rest.
    private static void EnsureValid(V1DeleteOptions options)
    {
        var errors = new FieldErrors();
        WriteRequestOptions.ValidateDryRun([.. options.DryRun ?? []], errors);
        if (errors.Count > 0)
        {
            throw StatusErrors.Invalid("meta.k8s.io", "DeleteOptions", "", errors);
        }
    }
}
