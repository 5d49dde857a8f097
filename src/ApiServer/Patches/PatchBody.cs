using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using OrleansScheduler.ApiServer.Bodies;
using OrleansScheduler.ApiServer.Errors;
using OrleansScheduler.Resources.Json;
using OrleansScheduler.Resources.Status;

namespace OrleansScheduler.ApiServer.Patches;

/// <summary>A patch as sent, known to be of the right JSON type.</summary>
internal sealed record PatchBody(PatchType Type, JsonNode Content)
{
    private static readonly JsonDocumentOptions Options = new()
    {
        MaxDepth = GoJson.MaxDepth, AllowDuplicateProperties = false,
    };

    public static PatchType TypeOf(HttpRequest request) =>
        PatchMediaTypes.All.TryGetValue(ContentType.MediaType(request), out var type)
            ? type
            : throw ApiErrors.UnknownPatchType();

    public static PatchBody Parse(PatchType type, byte[] body)
    {
        var prefix = type == PatchType.Strategic ? "" : "error decoding patch: ";
        if (GoJson.Syntax(body) is { } problem)
        {
            throw StatusErrors.BadRequest(prefix + problem);
        }

        var content = ParseNode(body, prefix);
        return (type, content) switch
        {
            (PatchType.Json, JsonArray { Count: > ApiLimits.MaxJsonPatchOperations } operations) => throw TooMany(operations),
            (PatchType.Json, JsonArray) or (not PatchType.Json, JsonObject) => new PatchBody(type, content),
            (PatchType.Json, null) => new PatchBody(type, new JsonArray()),
            (_, null) => new PatchBody(type, new JsonObject()),
            (PatchType.Json, _) => throw StatusErrors.BadRequest(
                $"{prefix}json: cannot unmarshal {GoJson.NameOf(content.GetValueKind())} into Go value of type "
                + "[]handlers.jsonPatchOp"),
            _ => throw StatusErrors.BadRequest(prefix + GoJson.NotAMap(content.GetValueKind())),
        };
    }

    // A member given twice has no one meaning, and the node classes cannot hold it.
    private static JsonNode? ParseNode(byte[] body, string prefix)
    {
        try
        {
            return JsonNode.Parse(body, documentOptions: Options);
        }
        catch (JsonException)
        {
            throw StatusErrors.BadRequest(prefix + "json: duplicate field in patch");
        }
    }

    private static StatusException TooMany(JsonArray operations) => StatusErrors.TooLarge(
        $"The allowed maximum operations in a JSON patch is {ApiLimits.MaxJsonPatchOperations}, got {operations.Count}");
}
