using Microsoft.AspNetCore.Http;
using OrleansScheduler.ApiServer.Errors;
using OrleansScheduler.Resources.Status;

namespace OrleansScheduler.ApiServer.Bodies;

/// <summary>Reads the Content-Type header.</summary>
internal static class ContentType
{
    /// <summary>The media type without its parameters, in lower case.</summary>
    public static string MediaType(HttpRequest request) =>
        (request.ContentType ?? "").Split(';')[0].Trim().ToLowerInvariant();

    /// <summary>A body without a type is JSON.</summary>
    public static BodyFormat FormatOf(HttpRequest request) => MediaType(request) switch
    {
        "" or "application/json" => BodyFormat.Json,
        "application/yaml" => BodyFormat.Yaml,
        "application/vnd.kubernetes.protobuf" => BodyFormat.Protobuf,
        _ => throw StatusErrors.UnsupportedMediaType(ApiErrors.MediaTypes),
    };
}
