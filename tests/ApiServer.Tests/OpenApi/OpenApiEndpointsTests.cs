using System.Net;
using System.Text.Json;

namespace OrleansScheduler.ApiServer.Tests.OpenApi;

public sealed class OpenApiEndpointsTests
{
    private const string Jobs = "apis/batch/v1";

    [Fact]
    public async Task Get_Root_NamesEveryServedGroupVersion()
    {
        await using var server = await TestApiServer.StartAsync();
        var paths = (await JsonAsync(server, "/openapi/v3")).GetProperty("paths");
        var named = paths.EnumerateObject().Select(path => path.Name).ToArray();
        Assert.Superset(
            new HashSet<string> { "api", "api/v1", "apis", "apis/batch", Jobs, "apis/coordination.k8s.io/v1", "version" },
            named.ToHashSet());
        foreach (var name in named)
        {
            var document = await JsonAsync(server, UrlOf(paths, name));
            Assert.StartsWith("3.0", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Get_RightHash_MayBeKeptForGood()
    {
        await using var server = await TestApiServer.StartAsync();
        var answer = await server.SendAsync(HttpMethod.Get, await UrlOfAsync(server, Jobs));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("public, immutable", answer.Headers.CacheControl?.ToString());
        Assert.True(answer.Content.Headers.Expires > DateTimeOffset.UnixEpoch);
    }

    [Fact]
    public async Task Get_WrongHash_IsSentToTheRightOne()
    {
        await using var server = await TestApiServer.StartAsync();
        using var direct = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        direct.BaseAddress = server.Client.BaseAddress;
        direct.DefaultRequestHeaders.Authorization = server.Client.DefaultRequestHeaders.Authorization;
        var answer = await direct.GetAsync($"/openapi/v3/{Jobs}?hash=OLD", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.MovedPermanently, answer.StatusCode);
        Assert.Equal(await UrlOfAsync(server, Jobs), answer.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData("/openapi/v3")]
    [InlineData("/openapi/v3/" + Jobs)]
    [InlineData("/openapi/v2")]
    public async Task Get_KnownTag_IsNotModified(string path)
    {
        await using var server = await TestApiServer.StartAsync();
        var tag = (await server.SendAsync(HttpMethod.Get, path)).Headers.ETag;
        Assert.NotNull(tag);
        var answer = await SendAsync(server, path, request => request.Headers.IfNoneMatch.Add(tag));
        Assert.Equal(HttpStatusCode.NotModified, answer.StatusCode);
    }

    [Fact]
    public async Task Get_GzipAccepted_IsCompressed()
    {
        await using var server = await TestApiServer.StartAsync();
        var answer = await SendAsync(
            server, "/openapi/v3/api/v1", request => request.Headers.AcceptEncoding.Add(new("gzip")));
        Assert.Equal("gzip", Assert.Single(answer.Content.Headers.ContentEncoding));
    }

    [Theory]
    [InlineData("/openapi/v3/apis/none.example/v1", "*/*", HttpStatusCode.NotFound)]
    [InlineData("/openapi/v3/api/v1", "application/xml", HttpStatusCode.NotAcceptable)]
    [InlineData("/openapi/v2", "application/xml", HttpStatusCode.NotAcceptable)]
    public async Task Get_WhatIsNotServed_IsRefused(string path, string accept, HttpStatusCode code)
    {
        await using var server = await TestApiServer.StartAsync();
        var answer = await SendAsync(server, path, request => request.Headers.Accept.ParseAdd(accept));
        Assert.Equal(code, answer.StatusCode);
    }

    // kubectl asks for version 2 when version 3 lacks a kind, and goes on if that is described there neither.
    [Fact]
    public async Task Get_Version2AsProtobuf_DescribesNothing()
    {
        const string MediaType = "application/com.github.proto-openapi.spec.v2@v1.0+protobuf";
        await using var server = await TestApiServer.StartAsync();
        var answer = await SendAsync(
            server, "/openapi/v2", request => request.Headers.TryAddWithoutValidation("Accept", MediaType));
        var body = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.Equal(
            "application/com.github.proto-openapi.spec.v2.v1.0+protobuf", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal([0x0a, 3, (byte)'2', (byte)'.', (byte)'0'], body[..5]);
    }

    private static async Task<string> UrlOfAsync(TestApiServer server, string path) =>
        UrlOf((await JsonAsync(server, "/openapi/v3")).GetProperty("paths"), path);

    private static string UrlOf(JsonElement paths, string path) =>
        paths.GetProperty(path).GetProperty("serverRelativeURL").GetString() ?? "";

    private static async Task<JsonElement> JsonAsync(TestApiServer server, string path)
    {
        var answer = await server.SendAsync(HttpMethod.Get, path);
        return JsonElement.Parse(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    private static Task<HttpResponseMessage> SendAsync(
        TestApiServer server, string path, Action<HttpRequestMessage> prepare)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        prepare(request);
        return server.Client.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }
}
