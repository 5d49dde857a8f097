using System.Text.Json.Nodes;
using OrleansScheduler.ApiServer.Patches;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Schema;

namespace OrleansScheduler.ApiServer.OpenApi;

/// <summary>Writes one operation: its parameters, its body and its answers.</summary>
internal sealed class OperationFactory(ComponentSet components)
{
    private const string MetaOptions = WireTypes.MetaPackage + ".";

    private static readonly string[] ObjectTypes = ["application/json", "application/yaml"];
    private static readonly string[] BodyTypes = [.. ObjectTypes, "application/vnd.kubernetes.protobuf"];
    private static readonly string[] ListTypes = [.. ObjectTypes, "application/json;stream=watch"];
    private static readonly GroupVersionKind Status = new("", "v1", "Status");
    private static readonly GroupVersionKind DeleteOptions = new("", "v1", "DeleteOptions");

    // In a fixed order, so that every server tells the same hash.
    private static readonly string[] PatchTypes = [.. PatchMediaTypes.All.Keys.Order(StringComparer.Ordinal)];

    /// <summary>An operation on objects of a kind; <paramref name="verb"/> is as in discovery.</summary>
    public JsonObject OfVerb(string verb, GroupVersionKind kind, bool returnsDeletedObject) => verb switch
    {
        "get" => Operation("get", kind, [], null, Answers(components.Reference(kind), ObjectTypes, 200)),
        "list" => Operation(
            "list", kind, ["ListOptions"], null, Answers(components.Reference(ListOf(kind)), ListTypes, 200)),
        "create" => Operation(
            "post", kind, ["CreateOptions"], ObjectBody(kind),
            Answers(components.Reference(kind), ObjectTypes, 200, 201, 202)),
        "update" => Operation(
            "put", kind, ["UpdateOptions"], ObjectBody(kind), Answers(components.Reference(kind), ObjectTypes, 200, 201)),
        "patch" => Operation(
            "patch", kind, ["PatchOptions"], Body(components.ReferenceToPatch(), PatchTypes, isRequired: true),
            Answers(components.Reference(kind), ObjectTypes, 200, 201)),
        "delete" => Operation(
            "delete", kind, ["DeleteOptions"], DeleteBody(),
            Answers(components.Reference(returnsDeletedObject ? kind : Status), ObjectTypes, 200, 202)),
        "deletecollection" => Operation(
            "deletecollection", kind, ["DeleteOptions", "ListOptions"], DeleteBody(),
            Answers(components.Reference(ListOf(kind)), ObjectTypes, 200)),
        _ => throw new ArgumentOutOfRangeException(nameof(verb)),
    };

    /// <summary>An operation whose answer is no object: a log, a connection to a container.</summary>
    public JsonObject OfStream(string action, GroupVersionKind kind, string optionType, string mediaType)
    {
        var answers = Answers(new JsonObject { ["type"] = "string" }, [mediaType], 200);
        return Operation(action, kind, [], null, answers, OperationParameters.Query(optionType));
    }

    /// <summary>The answer of a discovery path.</summary>
    public JsonObject OfDocument(TypeSchema type) => new()
    {
        ["responses"] = Answers(components.Reference(type), ["application/json"], 200),
    };

    private static JsonObject Operation(
        string action, GroupVersionKind kind, string[] options, JsonObject? body, JsonObject answers,
        JsonArray? parameters = null)
    {
        var operation = new JsonObject
        {
            ["parameters"] = parameters ?? OperationParameters.Query(options.Select(type => MetaOptions + type)),
        };
        if (body is not null)
        {
            operation["requestBody"] = body;
        }

        operation["responses"] = answers;
        operation["x-kubernetes-action"] = action;
        operation["x-kubernetes-group-version-kind"] = SchemaFactory.ToJson(kind);
        return operation;
    }

    private static GroupVersionKind ListOf(GroupVersionKind kind) => kind with { Kind = kind.Kind + "List" };

    private JsonObject ObjectBody(GroupVersionKind kind) => Body(components.Reference(kind), BodyTypes, isRequired: true);

    private JsonObject DeleteBody() => Body(components.Reference(DeleteOptions), BodyTypes, isRequired: false);

    private static JsonObject Body(JsonObject schema, string[] mediaTypes, bool isRequired)
    {
        var body = new JsonObject { ["content"] = Content(schema, mediaTypes) };
        if (isRequired)
        {
            body["required"] = true;
        }

        return body;
    }

    private static JsonObject Answers(JsonObject schema, string[] mediaTypes, params int[] codes)
    {
        var answers = new JsonObject();
        foreach (var code in codes)
        {
            answers[$"{code}"] = new JsonObject
            {
                ["description"] = code switch { 201 => "Created", 202 => "Accepted", _ => "OK" },
                ["content"] = Content(schema, mediaTypes),
            };
        }

        answers["401"] = new JsonObject { ["description"] = "Unauthorized" };
        return answers;
    }

    private static JsonObject Content(JsonObject schema, string[] mediaTypes)
    {
        var content = new JsonObject();
        foreach (var mediaType in mediaTypes)
        {
            content[mediaType] = new JsonObject { ["schema"] = schema.DeepClone() };
        }

        return content;
    }
}
