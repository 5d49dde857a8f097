using System.Net;
using System.Text.Json;

namespace OrleansScheduler.ApiServer.Tests.PodExplanations;

public sealed class PodExplainHandlerTests
{
    private const string Pods = "/api/v1/namespaces/default/pods";

    [Theory]
    [InlineData("", "node= limit=50")]
    [InlineData("?node=n1&limit=7", "node=n1 limit=7")]
    [InlineData("?limit=0", "node= limit=2147483647")]
    public async Task Get_OfAPod_AnswersWhatItsSchedulerSays(string query, string asked)
    {
        await using var server = await StartAsync();

        var answer = await server.SendAsync(HttpMethod.Get, $"{Pods}/p/explain{query}");

        var explanation = await JsonAsync(answer);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("PodExplanation", explanation.GetProperty("kind").GetString());
        Assert.Equal("p", explanation.GetProperty("metadata").GetProperty("name").GetString());
        Assert.Equal(asked, explanation.GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("GET", "none/explain", HttpStatusCode.NotFound)]
    [InlineData("GET", "p/explain?limit=-1", HttpStatusCode.BadRequest)]
    [InlineData("GET", "p/explain?limit=few", HttpStatusCode.BadRequest)]
    [InlineData("POST", "p/explain", HttpStatusCode.MethodNotAllowed)]
    public async Task Request_ThatCannotBe_IsRefused(string method, string path, HttpStatusCode code)
    {
        await using var server = await StartAsync();

        var answer = await server.SendAsync(new HttpMethod(method), $"{Pods}/{path}");

        Assert.Equal(code, answer.StatusCode);
        Assert.Equal("Failure", (await JsonAsync(answer)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Discovery_ListsWhatKubernetesHas_AndNoMore()
    {
        await using var server = await StartAsync();

        var resources = await JsonAsync(await server.SendAsync(HttpMethod.Get, "/api/v1"));

        var names = resources.GetProperty("resources").EnumerateArray().Select(item => item.GetProperty("name").GetString());
        Assert.Contains("pods/log", names);
        Assert.DoesNotContain("pods/explain", names);
    }

    private static async Task<TestApiServer> StartAsync()
    {
        var server = await TestApiServer.StartAsync();
        await server.SendAsync(HttpMethod.Post, "/api/v1/namespaces", """{"metadata":{"name":"default"}}""");
        await server.SendAsync(
            HttpMethod.Post, "/api/v1/namespaces/default/serviceaccounts", """{"metadata":{"name":"default"}}""");
        var created = await server.SendAsync(
            HttpMethod.Post, Pods, """{"metadata":{"name":"p"},"spec":{"containers":[{"name":"c","image":"i:1"}]}}""");
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        return server;
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
}
