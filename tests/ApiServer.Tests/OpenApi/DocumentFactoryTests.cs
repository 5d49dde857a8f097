using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OrleansScheduler.ApiServer.Discovery;
using OrleansScheduler.ApiServer.OpenApi;
using OrleansScheduler.ApiServer.Routing;
using OrleansScheduler.Resources;

namespace OrleansScheduler.ApiServer.Tests.OpenApi;

public sealed class DocumentFactoryTests
{
    private const string Schemas = "#/components/schemas/";

    private static readonly Lazy<IReadOnlyDictionary<string, JsonElement>> Documents = new(CreateAll);

    [Fact]
    public async Task CreateAll_EveryDocument_IsValidOpenApi()
    {
        foreach (var (path, document) in Documents.Value)
        {
            using var json = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(document));
            var read = await Microsoft.OpenApi.OpenApiDocument.LoadAsync(
                json, "json", cancellationToken: TestContext.Current.CancellationToken);
            Assert.True(read.Diagnostic is { Errors.Count: 0 }, $"{path}: {read.Diagnostic?.Errors.FirstOrDefault()}");
        }
    }

    [Fact]
    public void CreateAll_EveryDocument_ResolvesItsReferences()
    {
        foreach (var (path, document) in Documents.Value)
        {
            var schemas = document.GetProperty("components").GetProperty("schemas");
            var missing = References(document).Distinct().Where(name => !schemas.TryGetProperty(name, out _));
            Assert.True(!missing.Any(), $"{path} lacks {string.Join(", ", missing)}");
        }
    }

    [Fact]
    public void CreateAll_EveryOperation_HasAnIdOfItsOwnAndAnswers()
    {
        var ids = new HashSet<string>();
        foreach (var operation in Documents.Value.Values.SelectMany(Operations))
        {
            Assert.True(ids.Add(operation.GetProperty("operationId").GetString() ?? ""));
            Assert.NotEmpty(operation.GetProperty("responses").EnumerateObject());
        }
    }

    // What kubectl looks for before it lets the server validate and before it sends a strategic merge patch.
    [Fact]
    public void CreateAll_EveryPatchableKind_TellsHowToPatch()
    {
        foreach (var kind in Kinds.All.Where(kind => kind.Verbs.Contains("patch")))
        {
            var patch = DocumentOf(kind).GetProperty("paths").EnumerateObject()
                .Where(path => path.Value.TryGetProperty("patch", out _) && path.Name.EndsWith($"/{kind.Plural}/{{name}}"))
                .Select(path => path.Value.GetProperty("patch"))
                .Single();
            var type = patch.GetProperty("x-kubernetes-group-version-kind");
            Assert.Equal(kind.Kind, type.GetProperty("kind").GetString());
            Assert.Equal(kind.Group, type.GetProperty("group").GetString());
            Assert.Equal(kind.Version, type.GetProperty("version").GetString());
            Assert.Contains(
                patch.GetProperty("parameters").EnumerateArray(),
                parameter => parameter.GetProperty("name").GetString() == "fieldValidation"
                    && parameter.GetProperty("in").GetString() == "query");
            Assert.True(patch.GetProperty("requestBody").GetProperty("content")
                .TryGetProperty("application/strategic-merge-patch+json", out _));
        }
    }

    [Fact]
    public void CreateAll_EveryKind_HasOneDescribedSchema()
    {
        foreach (var kind in Kinds.All)
        {
            var schema = Assert.Single(
                DocumentOf(kind).GetProperty("components").GetProperty("schemas").EnumerateObject(),
                schema => KindsOf(schema.Value).Contains(kind.GroupVersionKind)).Value;
            Assert.NotEmpty(schema.GetProperty("description").GetString() ?? "");
            Assert.All(
                schema.GetProperty("properties").EnumerateObject(),
                field => Assert.True(field.Value.TryGetProperty("description", out _), $"{kind.Kind}.{field.Name}"));
        }
    }

    [Fact]
    public void CreateAll_Containers_CarryTheRulesOfMerging()
    {
        var containers = Schema("api/v1", "io.k8s.api.core.v1.PodSpec").GetProperty("properties").GetProperty("containers");
        Assert.Equal("merge", containers.GetProperty("x-kubernetes-patch-strategy").GetString());
        Assert.Equal("name", containers.GetProperty("x-kubernetes-patch-merge-key").GetString());
        Assert.Equal("map", containers.GetProperty("x-kubernetes-list-type").GetString());
        Assert.Equal(["name"], Texts(containers.GetProperty("x-kubernetes-list-map-keys")));
        var items = containers.GetProperty("items");
        Assert.Equal(Schemas + "io.k8s.api.core.v1.Container", ReferenceOf(items));
        Assert.Equal("{}", items.GetProperty("default").GetRawText());
    }

    [Fact]
    public void CreateAll_Volumes_RetainTheKeysOfTheirSource() => Assert.Equal(
        "merge,retainKeys",
        Schema("api/v1", "io.k8s.api.core.v1.PodSpec").GetProperty("properties").GetProperty("volumes")
            .GetProperty("x-kubernetes-patch-strategy").GetString());

    [Fact]
    public void CreateAll_JobSpec_StatesTypesValuesAndWhatIsRequired()
    {
        var spec = Schema("apis/batch/v1", "io.k8s.api.batch.v1.JobSpec");
        Assert.Equal(["template"], Texts(spec.GetProperty("required")));
        var properties = spec.GetProperty("properties");
        Assert.Equal("int64", properties.GetProperty("activeDeadlineSeconds").GetProperty("format").GetString());
        Assert.Equal(["Indexed", "NonIndexed"], Texts(properties.GetProperty("completionMode").GetProperty("enum")));
        Assert.Equal(Schemas + "io.k8s.api.core.v1.PodTemplateSpec", ReferenceOf(properties.GetProperty("template")));
    }

    [Fact]
    public void CreateAll_PortNumber_IsDescribedWithoutMarkup() => Assert.Contains(
        "0 < x < 65536",
        Schema("api/v1", "io.k8s.api.core.v1.ContainerPort").GetProperty("properties").GetProperty("hostPort")
            .GetProperty("description").GetString());

    private static IReadOnlyDictionary<string, JsonElement> CreateAll()
    {
        using var services = new ServiceCollection().AddApiServer().BuildServiceProvider();
        var served = services.GetRequiredService<ServedResources>();
        var factory = new DocumentFactory(new DiscoveryCatalog(served, []), served, ModelDocumentation.Load());
        return factory.CreateAll().ToDictionary(document => document.Path, document => JsonElement.Parse(document.Content.Span));
    }

    private static JsonElement DocumentOf(ResourceKind kind) =>
        Documents.Value[$"{(kind.Group.Length == 0 ? "api" : "apis")}/{kind.GroupVersionKind.ApiVersion}"];

    private static JsonElement Schema(string path, string name) =>
        Documents.Value[path].GetProperty("components").GetProperty("schemas").GetProperty(name);

    private static string? ReferenceOf(JsonElement schema) =>
        Assert.Single(schema.GetProperty("allOf").EnumerateArray()).GetProperty("$ref").GetString();

    private static IEnumerable<string?> Texts(JsonElement array) => array.EnumerateArray().Select(text => text.GetString());

    private static IEnumerable<GroupVersionKind> KindsOf(JsonElement schema) =>
        schema.TryGetProperty("x-kubernetes-group-version-kind", out var kinds)
            ? kinds.EnumerateArray().Select(kind => new GroupVersionKind(
                Text(kind, "group"), Text(kind, "version"), Text(kind, "kind")))
            : [];

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";

    private static IEnumerable<JsonElement> Operations(JsonElement document) => document.GetProperty("paths").EnumerateObject()
        .SelectMany(path => path.Value.EnumerateObject())
        .Where(member => member.Name != "parameters")
        .Select(member => member.Value);

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member =>
            member.Name == "$ref" && member.Value.ValueKind == JsonValueKind.String
                ? [(member.Value.GetString() ?? "")[Schemas.Length..]]
                : References(member.Value)),
        _ => [],
    };
}
