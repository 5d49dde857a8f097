using System.Text.Json.Nodes;
using OrleansScheduler.ApiServer.Discovery;
using OrleansScheduler.ApiServer.Routing;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Schema;

namespace OrleansScheduler.ApiServer.OpenApi;

/// <summary>The paths of a group version: its collections, objects and subresources.</summary>
internal sealed class ResourcePaths(DiscoveryVersion version, ServedResources served, OperationFactory operations)
{
    private static readonly string[] CollectionVerbs = ["list", "create", "deletecollection"];
    private static readonly string[] ObjectVerbs = ["get", "update", "patch", "delete"];

    private readonly OperationName _name = new(version);
    private readonly string _root = version.Group.Length == 0 ? "/api" : "/apis";

    public JsonObject Build()
    {
        var paths = new JsonObject();
        var root = $"{_root}/{version.GroupVersion}";
        var discovery = operations.OfDocument(WireTypes.Get("meta/v1.APIResourceList"));
        Identify(discovery, "Lists the resources of this group version.", _name.OfResources());
        paths[root + "/"] = new JsonObject { ["get"] = discovery };
        foreach (var resource in version.Resources)
        {
            AddResource(paths, root, resource);
        }

        return paths;
    }

    private void AddResource(JsonObject paths, string root, DiscoveryResource resource)
    {
        var collection = $"{root}/{(resource.IsNamespaced ? "namespaces/{namespace}/" : "")}{resource.Name}";
        AddVerbs(paths, collection, resource, CollectionVerbs);
        AddVerbs(paths, collection + "/{name}", resource, ObjectVerbs);
        foreach (var subresource in resource.Subresources)
        {
            AddSubresource(paths, $"{collection}/{{name}}/{subresource.Name}", resource, subresource);
        }

        if (resource.IsNamespaced && resource.Verbs.Contains("list"))
        {
            var list = operations.OfVerb("list", resource.Kind, returnsDeletedObject: false);
            Identify(list, $"Lists or watches the {resource.Name} of all namespaces.", _name.OfListAcrossNamespaces(resource));
            Add(paths, $"{root}/{resource.Name}", "get", list);
        }
    }

    private void AddVerbs(JsonObject paths, string path, DiscoveryResource resource, string[] verbs)
    {
        var returnsDeleted = served.Find(version.Group, version.Version, resource.Name)?.WriteRules.ReturnsDeletedObject;
        foreach (var verb in verbs.Where(resource.Verbs.Contains))
        {
            var operation = operations.OfVerb(verb, resource.Kind, returnsDeleted is true);
            Identify(operation, Describe(verb, resource), _name.Of(verb, resource));
            Add(paths, path, MethodOf(verb), operation);
        }
    }

    private void AddSubresource(JsonObject paths, string path, DiscoveryResource resource, Subresource subresource)
    {
        foreach (var verb in subresource.Verbs)
        {
            var operation = OfSubresource(verb, subresource);
            var isConnection = IsConnection(subresource);
            var id = isConnection
                ? _name.OfConnection(MethodOf(verb), resource, subresource.Name)
                : _name.Of(verb, resource, subresource.Name);
            var what = $"{subresource.Name} of one of the {resource.Name}";
            Identify(operation, isConnection ? $"Connects to {what}." : $"The {verb} of {what}.", id);
            Add(paths, path, MethodOf(verb), operation);
        }
    }

    private JsonObject OfSubresource(string verb, Subresource subresource)
    {
        if (IsConnection(subresource))
        {
            return operations.OfStream("connect", subresource.Kind, $"core/v1.{subresource.Kind.Kind}", "*/*");
        }

        return subresource.Name == "log"
            ? operations.OfStream("get", subresource.Kind, "core/v1.PodLogOptions", "text/plain")
            : operations.OfVerb(verb, subresource.Kind, returnsDeletedObject: false);
    }

    // What is connected to is described by the options of the connection alone.
    private static bool IsConnection(Subresource subresource) =>
        subresource.Kind.Kind.EndsWith("Options", StringComparison.Ordinal);

    private void Identify(JsonObject operation, string description, string id)
    {
        operation["description"] = description;
        operation["operationId"] = id;
        operation["tags"] = new JsonArray(_name.Tag);
    }

    private static void Add(JsonObject paths, string path, string method, JsonObject operation)
    {
        if (paths[path] is not JsonObject item)
        {
            item = new JsonObject { ["parameters"] = OperationParameters.OfPath(path) };
            paths[path] = item;
        }

        item[method] = operation;
    }

    private static string Describe(string verb, DiscoveryResource resource) => verb switch
    {
        "list" => $"Lists or watches {resource.Name}.",
        "create" => $"Creates one of the {resource.Name}.",
        "deletecollection" => $"Deletes the {resource.Name} that the selectors choose.",
        "get" => $"Reads one of the {resource.Name}.",
        "update" => $"Replaces one of the {resource.Name}.",
        "patch" => $"Changes parts of one of the {resource.Name}.",
        _ => $"Deletes one of the {resource.Name}.",
    };

    private static string MethodOf(string verb) => verb switch
    {
        "get" or "list" => "get",
        "create" => "post",
        "update" => "put",
        "patch" => "patch",
        _ => "delete",
    };
}
