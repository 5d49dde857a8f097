using System.Net;
using System.Text.Json;

namespace OrleansScheduler.ApiServer.Tests.Lists;

public sealed class NamedListTests
{
    private const string ConfigMaps = "/api/v1/namespaces/default/configmaps";

    [Theory]
    [InlineData("fieldSelector=metadata.name%3Db", 1)]
    [InlineData("fieldSelector=metadata.name%3Dnone", 0)]
    [InlineData("fieldSelector=metadata.name%3Db&labelSelector=x%3Dy", 0)]
    [InlineData("fieldSelector=metadata.name%3Db,metadata.name%3Dc", 0)]
    [InlineData("fieldSelector=metadata.name%3Db&limit=1", 1)]
    public async Task Get_ListOfOneName_HasAtMostThatObjectAndNoNextPage(string query, int count)
    {
        await using var server = await StartAsync();

        var list = await JsonAsync(await server.SendAsync(HttpMethod.Get, $"{ConfigMaps}?{query}"));

        Assert.Equal(count, list.GetProperty("items").GetArrayLength());
        Assert.False(list.GetProperty("metadata").TryGetProperty("continue", out _));
    }

    [Fact]
    public async Task Get_NameInAllNamespaces_FindsEachOfThem()
    {
        await using var server = await StartAsync();
        await server.SendAsync(HttpMethod.Post, "/api/v1/namespaces", """{"metadata":{"name":"other"}}""");
        await server.SendAsync(HttpMethod.Post, "/api/v1/namespaces/other/configmaps", """{"metadata":{"name":"b"}}""");

        var list = await JsonAsync(await server.SendAsync(HttpMethod.Get, "/api/v1/configmaps?fieldSelector=metadata.name%3Db"));

        Assert.Equal(2, list.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Get_MissingObjectAsYaml_IsRefusedInYaml()
    {
        await using var server = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, ConfigMaps + "/none");
        request.Headers.Accept.ParseAdd("application/yaml");

        var answer = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/yaml", answer.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith(
            "apiVersion: v1\ncode: 404\n", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<TestApiServer> StartAsync()
    {
        var server = await TestApiServer.StartAsync();
        await server.SendAsync(HttpMethod.Post, "/api/v1/namespaces", """{"metadata":{"name":"default"}}""");
        foreach (var name in (string[])["a", "b", "c"])
        {
            await server.SendAsync(HttpMethod.Post, ConfigMaps, $$$"""{"metadata":{"name":"{{{name}}}"}}""");
        }

        return server;
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
}
