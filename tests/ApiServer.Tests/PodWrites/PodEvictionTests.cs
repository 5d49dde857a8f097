using System.Net;
using System.Text.Json;

namespace OrleansScheduler.ApiServer.Tests.PodWrites;

public sealed class PodEvictionTests
{
    private const string Pods = "/api/v1/namespaces/default/pods";
    private const string Running =
        """{"metadata":{"name":"p"},"spec":{"nodeName":"n1","containers":[{"name":"c","image":"i:1"}]}}""";

    [Fact]
    public async Task Create_RunningPod_IsMarkedAndDeletedGracefully()
    {
        await using var server = await StartAsync();

        var answer = await EvictAsync(server, "p", """{"metadata":{"name":"p"}}""");

        var pod = await JsonAsync(await server.SendAsync(HttpMethod.Get, Pods + "/p"));
        var condition = pod.GetProperty("status").GetProperty("conditions").EnumerateArray().Last();
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("Success", (await JsonAsync(answer)).GetProperty("status").GetString());
        Assert.Equal("DisruptionTarget", condition.GetProperty("type").GetString());
        Assert.Equal("EvictionByEvictionAPI", condition.GetProperty("reason").GetString());
        Assert.Equal(30, pod.GetProperty("metadata").GetProperty("deletionGracePeriodSeconds").GetInt32());
    }

    [Theory]
    [InlineData("""{"metadata":{"name":"p"}}""", "?dryRun=All")]
    [InlineData("""{"metadata":{"name":"p"},"deleteOptions":{"dryRun":["All"]}}""", "")]
    public async Task Create_DryRun_LeavesThePodAsItIs(string eviction, string query)
    {
        await using var server = await StartAsync();
        var before = await JsonAsync(await server.SendAsync(HttpMethod.Get, Pods + "/p"));

        var answer = await EvictAsync(server, "p", eviction, query);

        var after = await JsonAsync(await server.SendAsync(HttpMethod.Get, Pods + "/p"));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal(before.GetRawText(), after.GetRawText());
    }

    [Theory]
    [InlineData("p", """{"metadata":{"name":"other"}}""", HttpStatusCode.BadRequest)]
    [InlineData("none", """{"metadata":{"name":"none"}}""", HttpStatusCode.NotFound)]
    [InlineData("p", """{"metadata":{"name":"p"},"deleteOptions":{"preconditions":{"uid":"x"}}}""", HttpStatusCode.Conflict)]
    [InlineData("p", """{"metadata":{"name":"p"},"deleteOptions":{"preconditions":{"resourceVersion":"1"}}}""", HttpStatusCode.Conflict)]
    public async Task Create_ThatCannotBe_LeavesThePodUnmarked(string name, string eviction, HttpStatusCode code)
    {
        await using var server = await StartAsync();

        var answer = await EvictAsync(server, name, eviction);

        var pod = await JsonAsync(await server.SendAsync(HttpMethod.Get, Pods + "/p"));
        Assert.Equal(code, answer.StatusCode);
        Assert.False(pod.GetProperty("status").TryGetProperty("conditions", out _));
        Assert.False(pod.GetProperty("metadata").TryGetProperty("deletionTimestamp", out _));
    }

    [Fact]
    public async Task Create_WithTheRevisionItSaw_Evicts()
    {
        await using var server = await StartAsync();
        var pod = await JsonAsync(await server.SendAsync(HttpMethod.Get, Pods + "/p"));
        var revision = pod.GetProperty("metadata").GetProperty("resourceVersion").GetString();

        var eviction = JsonSerializer.Serialize(
            new { metadata = new { name = "p" }, deleteOptions = new { preconditions = new { resourceVersion = revision } } });

        var answer = await EvictAsync(server, "p", eviction);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    private static Task<HttpResponseMessage> EvictAsync(TestApiServer server, string name, string eviction, string query = "") =>
        server.SendAsync(HttpMethod.Post, $"{Pods}/{name}/eviction{query}", eviction);

    private static async Task<TestApiServer> StartAsync()
    {
        var server = await TestApiServer.StartAsync();
        await server.SendAsync(HttpMethod.Post, "/api/v1/namespaces", """{"metadata":{"name":"default"}}""");
        await server.SendAsync(
            HttpMethod.Post, "/api/v1/namespaces/default/serviceaccounts", """{"metadata":{"name":"default"}}""");
        var created = await server.SendAsync(HttpMethod.Post, Pods, Running);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        return server;
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
}
