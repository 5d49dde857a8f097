using System.Collections.Frozen;
using System.Text.Json.Nodes;
using OrleansScheduler.Resources.Schema;

namespace OrleansScheduler.ApiServer.OpenApi;

/// <summary>The parameters of operations: the fields of the option types, as the query carries them.</summary>
internal static class OperationParameters
{
    private static readonly FrozenDictionary<string, string> Descriptions = new Dictionary<string, string>
    {
        ["allowWatchBookmarks"] = "Lets a watch send BOOKMARK events, which carry nothing but a resourceVersion.",
        ["command"] = "The program to run and its arguments, one parameter each; no shell is involved.",
        ["container"] = "The container meant; the only one of the pod by default.",
        ["continue"] = "The metadata.continue of the page before, with otherwise the same parameters.",
        ["dryRun"] = "All: the request is processed up to the point where it would be stored.",
        ["fieldManager"] = "Who makes the change; the beginning of the User-Agent up to a slash by default.",
        ["fieldSelector"] = "Narrows the result to objects whose fields have these values.",
        ["fieldValidation"] = "What becomes of unknown and repeated fields: Ignore drops them, Warn (the default) also "
            + "tells of them in Warning headers, Strict refuses the request.",
        ["follow"] = "Goes on with what is logged after the request.",
        ["force"] = "Takes over fields that others own; for apply patches only.",
        ["gracePeriodSeconds"] = "How long the object may take to end; 0 deletes it at once.",
        ["ignoreStoreReadErrorWithClusterBreakingPotential"] = "Deletes an object that cannot be read any more.",
        ["insecureSkipTLSVerifyBackend"] = "Trusts any certificate of the node the log comes from.",
        ["labelSelector"] = "Narrows the result to objects with these labels.",
        ["limit"] = "The most objects to answer; metadata.continue then leads to the rest.",
        ["limitBytes"] = "The most bytes to answer.",
        ["orphanDependents"] = "The older form of propagationPolicy: true stands for Orphan.",
        ["path"] = "The path to request.",
        ["ports"] = "The ports to forward.",
        ["previous"] = "Answers the log of the container's last run.",
        ["propagationPolicy"] = "What becomes of dependents: Orphan leaves them, Background deletes them after the "
            + "object, Foreground before it.",
        ["resourceVersion"] = "How recent the answer must be, or where a watch begins.",
        ["resourceVersionMatch"] = "NotOlderThan or Exact: how resourceVersion is meant for a list.",
        ["sendInitialEvents"] = "Lets a watch begin with the objects there are, and a bookmark after them.",
        ["shardSelector"] = "Narrows the result to one shard of the objects.",
        ["sinceSeconds"] = "How many seconds back the log begins.",
        ["sinceTime"] = "When the log begins.",
        ["stderr"] = "Connects the standard error.",
        ["stdin"] = "Connects the standard input.",
        ["stdout"] = "Connects the standard output.",
        ["stream"] = "All, Stdout or Stderr.",
        ["tailLines"] = "How many lines before the end the log begins.",
        ["timeoutSeconds"] = "How long a list or watch may take.",
        ["timestamps"] = "Begins each line with its time in RFC 3339.",
        ["tty"] = "Gives the program a terminal.",
        ["watch"] = "Answers changes as they happen instead of a list.",
    }.ToFrozenDictionary();

    /// <summary>The query parameters of the option types, such as <c>meta/v1.ListOptions</c>.</summary>
    public static JsonArray Query(params IEnumerable<string> optionTypes)
    {
        var fields = optionTypes
            .SelectMany(type => WireTypes.Get(type).Fields)
            .Where(field => field.Name is not ("kind" or "apiVersion"))
            .DistinctBy(field => field.Name)
            .OrderBy(field => field.Name, StringComparer.Ordinal);
        return new JsonArray([.. fields.Select(Query).OfType<JsonNode>()]);
    }

    /// <summary>The parameters every operation of the path takes.</summary>
    public static JsonArray OfPath(string path)
    {
        var parameters = new JsonArray();
        if (path.Contains("{namespace}", StringComparison.Ordinal))
        {
            parameters.Add(InPath("namespace", "The namespace."));
        }

        if (path.Contains("{name}", StringComparison.Ordinal))
        {
            parameters.Add(InPath("name", "The name of the object."));
        }

        parameters.Add(InQuery("pretty", "Indents the answer.", new JsonObject { ["type"] = "string" }));
        return parameters;
    }

    // A list is given by repeating its parameter; structs have no place in a query.
    private static JsonObject? Query(FieldSchema field)
    {
        var kind = (field.Shape.Element ?? field.Shape).Kind;
        var schema = kind == ShapeKind.Time ? BasicSchemas.OfNamed(kind) : BasicSchemas.OfPlain(kind);
        return schema is null ? null : InQuery(field.Name, Descriptions.GetValueOrDefault(field.Name), schema);
    }

    private static JsonObject InQuery(string name, string? description, JsonObject schema)
    {
        var parameter = new JsonObject { ["in"] = "query", ["name"] = name, ["schema"] = schema };
        if (description is not null)
        {
            parameter["description"] = description;
        }

        return parameter;
    }

    private static JsonObject InPath(string name, string description) => new()
    {
        ["in"] = "path",
        ["name"] = name,
        ["description"] = description,
        ["required"] = true,
        ["schema"] = new JsonObject { ["type"] = "string" },
    };
}
