using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using OrleansScheduler.ApiServer.Bodies;
using OrleansScheduler.Resources.Json;
using OrleansScheduler.Resources.Status;

namespace OrleansScheduler.ApiServer.Patches;

/// <summary>The body of a server-side apply: YAML, of which JSON is a part.</summary>
internal static class AppliedDocument
{
    private const string Prefix = "error decoding YAML: ";

    public static async Task<JsonElement> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await BodyReader.ReadAsync(request, cancellationToken);
        return JsonSerializer.SerializeToElement(Parse(body));
    }

    private static JsonObject Parse(byte[] body)
    {
        try
        {
            return YamlBody.ToJson(body) switch
            {
                null => [],
                JsonObject document => document,
                var other => throw StatusErrors.BadRequest(
                    $"{Prefix}error unmarshaling JSON: while decoding JSON: {GoJson.NotAMap(other.GetValueKind())}"),
            };
        }
        catch (FormatException malformed)
        {
            throw StatusErrors.BadRequest($"{Prefix}error converting YAML to JSON: {malformed.Message}");
        }
    }
}
