using System.Net;
using System.Text.Json;

namespace OrleansScheduler.ApiServer.Tests;

public sealed class ApiServerTests
{
    private const string ConfigMaps = "/api/v1/namespaces/default/configmaps";

    [Fact]
    public async Task CreateGetListDelete_ConfigMap_RoundTrips()
    {
        await using var server = await StartWithNamespaceAsync();
        var created = await server.SendAsync(HttpMethod.Post, ConfigMaps, """{"metadata":{"name":"a"},"data":{"k":"v"}}""");
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);

        var read = await JsonAsync(await server.SendAsync(HttpMethod.Get, ConfigMaps + "/a"));
        Assert.Equal("v", read.GetProperty("data").GetProperty("k").GetString());

        var list = await JsonAsync(await server.SendAsync(HttpMethod.Get, ConfigMaps));
        var item = Assert.Single(list.GetProperty("items").EnumerateArray());
        Assert.Equal("ConfigMapList", list.GetProperty("kind").GetString());
        Assert.False(item.TryGetProperty("kind", out _));

        var deleted = await JsonAsync(await server.SendAsync(HttpMethod.Delete, ConfigMaps + "/a"));
        Assert.Equal("Success", deleted.GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("/nope", HttpStatusCode.NotFound, "text/plain")]
    [InlineData("/apis/none.example", HttpStatusCode.NotFound, "text/plain")]
    [InlineData("/api/v1/nopes", HttpStatusCode.NotFound, "application/json")]
    [InlineData(ConfigMaps + "?limit=abc", HttpStatusCode.BadRequest, "application/json")]
    [InlineData(ConfigMaps + "?labelSelector=a%3D%3Db%20c", HttpStatusCode.BadRequest, "application/json")]
    [InlineData(ConfigMaps + "?continue=%2B%2B", HttpStatusCode.BadRequest, "application/json")]
    [InlineData(ConfigMaps + "/x.y", HttpStatusCode.NotFound, "application/json")]
    public async Task Get_WhatIsNotThere_AnswersAsKubernetes(string path, HttpStatusCode code, string mediaType)
    {
        await using var server = await TestApiServer.StartAsync();
        var answer = await server.SendAsync(HttpMethod.Get, path);
        Assert.Equal(code, answer.StatusCode);
        Assert.Equal(mediaType, answer.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("Bearer wrong", HttpStatusCode.Unauthorized)]
    [InlineData("", HttpStatusCode.Forbidden)]
    public async Task Get_WithoutValidToken_IsRefused(string authorization, HttpStatusCode code)
    {
        await using var server = await TestApiServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/namespaces");
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var anonymous = new HttpClient { BaseAddress = server.Client.BaseAddress };
        var answer = await anonymous.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(code, answer.StatusCode);
    }

    [Fact]
    public async Task Watch_ObjectEntersAndLeavesSelector_SeesAddedAndDeleted()
    {
        await using var server = await StartWithNamespaceAsync();
        var watch = await server.SendAsync(HttpMethod.Get, ConfigMaps + "?watch=1&labelSelector=on%3Dyes");
        await using var stream = await watch.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        using var lines = new StreamReader(stream);

        await server.SendAsync(HttpMethod.Post, ConfigMaps, """{"metadata":{"name":"a","labels":{"on":"yes"}}}""");
        Assert.Equal("ADDED", await NextTypeAsync(lines));
        await server.SendAsync(
            HttpMethod.Patch, ConfigMaps + "/a", """{"metadata":{"labels":{"on":"no"}}}""", "application/merge-patch+json");
        Assert.Equal("DELETED", await NextTypeAsync(lines));
    }

    [Fact]
    public async Task Create_UnknownField_WarnsOrIsRefusedAsAsked()
    {
        await using var server = await StartWithNamespaceAsync();
        const string Body = """{"metadata":{"name":"w"},"foo":1}""";
        var strict = await server.SendAsync(HttpMethod.Post, ConfigMaps + "?fieldValidation=Strict", Body);
        Assert.Equal(HttpStatusCode.BadRequest, strict.StatusCode);
        var warned = await server.SendAsync(HttpMethod.Post, ConfigMaps, Body);
        Assert.Equal(HttpStatusCode.Created, warned.StatusCode);
        Assert.Equal("299 - \"unknown field \\\"foo\\\"\"", Assert.Single(warned.Headers.GetValues("Warning")));
    }

    private static async Task<TestApiServer> StartWithNamespaceAsync()
    {
        var server = await TestApiServer.StartAsync();
        await server.SendAsync(HttpMethod.Post, "/api/v1/namespaces", """{"metadata":{"name":"default"}}""");
        return server;
    }

    private static async Task<string?> NextTypeAsync(StreamReader lines)
    {
        var line = await lines.ReadLineAsync(TestContext.Current.CancellationToken) ?? "";
        return JsonDocument.Parse(line).RootElement.GetProperty("type").GetString();
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
}
