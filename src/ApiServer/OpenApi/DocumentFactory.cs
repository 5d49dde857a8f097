using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansScheduler.ApiServer.Discovery;
using OrleansScheduler.ApiServer.Health;
using OrleansScheduler.ApiServer.Routing;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Schema;

namespace OrleansScheduler.ApiServer.OpenApi;

/// <summary>Writes the documents: one for each group version, and small ones for the discovery paths above them.</summary>
internal sealed class DocumentFactory(DiscoveryCatalog catalog, ServedResources served, ModelDocumentation documentation)
{
    private readonly GroupVersionKind[] _deleteOptions =
    [
        .. catalog.Groups.SelectMany(group => group.Versions)
            .Select(version => new GroupVersionKind(version.Group, version.Version, "DeleteOptions")),
    ];

    public IEnumerable<OpenApiDocument> CreateAll()
    {
        yield return OfDiscovery("api", "APIVersions", "getCoreAPIVersions", OperationName.TagOf(""));
        yield return OfDiscovery("apis", "APIGroupList", "getAPIVersions", "apis");
        yield return OfPath("version", WireTypes.Get("version/v1.Info"), "getCodeVersion", "version");
        foreach (var group in catalog.Groups)
        {
            if (group.Name.Length > 0)
            {
                var id = $"get{OperationName.GroupName(group.Name)}APIGroup";
                yield return OfDiscovery($"apis/{group.Name}", "APIGroup", id, OperationName.TagOf(group.Name));
            }

            foreach (var version in group.Versions)
            {
                yield return OfVersion(version);
            }
        }
    }

    private OpenApiDocument OfVersion(DiscoveryVersion version)
    {
        var components = new ComponentSet(documentation, _deleteOptions);
        var paths = new ResourcePaths(version, served, new OperationFactory(components)).Build();
        var path = $"{(version.Group.Length == 0 ? "api" : "apis")}/{version.GroupVersion}";
        return Create(path, paths, components);
    }

    private OpenApiDocument OfDiscovery(string path, string type, string operationId, string tag) =>
        OfPath(path, WireTypes.Get($"{WireTypes.MetaPackage}.{type}"), operationId, tag);

    private OpenApiDocument OfPath(string path, TypeSchema type, string operationId, string tag)
    {
        var components = new ComponentSet(documentation, _deleteOptions);
        var operation = new OperationFactory(components).OfDocument(type);
        operation["operationId"] = operationId;
        operation["tags"] = new JsonArray(tag);
        var paths = new JsonObject { [$"/{path}/"] = new JsonObject { ["get"] = operation } };
        return Create(path, paths, components);
    }

    private static OpenApiDocument Create(string path, JsonObject paths, ComponentSet components)
    {
        var document = new JsonObject
        {
            ["openapi"] = "3.0.0",
            ["info"] = new JsonObject { ["title"] = "Kubernetes", ["version"] = VersionEndpoint.KubernetesVersion },
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = components.Build(), ["securitySchemes"] = SecuritySchemes() },
            ["security"] = new JsonArray(new JsonObject { ["BearerToken"] = new JsonArray() }),
        };
        return new OpenApiDocument(path, JsonSerializer.SerializeToUtf8Bytes(document, OpenApiDocument.JsonOptions));
    }

    private static JsonObject SecuritySchemes() => new()
    {
        ["BearerToken"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer" },
    };
}
