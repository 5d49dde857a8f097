using System.Net;
using System.Text.Json;

namespace OrleansScheduler.ApiServer.Tests.Writes;

public sealed class RepeatedRenewalsTests : IAsyncLifetime
{
    private const string Leases = "/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases";
    private const string MergePatch = "application/merge-patch+json";

    private TestApiServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestApiServer.StartAsync();
        await AnswerAsync(
            HttpMethod.Post, "/api/v1/namespaces", """{"metadata":{"name":"kube-node-lease"}}""", HttpStatusCode.Created);
        await AnswerAsync(HttpMethod.Post, Leases, Lease(second: 0), HttpStatusCode.Created);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Patch_AgainAndAgain_RenewsEachTime()
    {
        for (var second = 1; second < 6; second++)
        {
            var answer = await PatchAsync(Renewal(second));

            Assert.Equal(Time(second), RenewTime(answer));
            Assert.Equal(Time(second), RenewTime(await GetAsync()));
        }
    }

    [Fact]
    public async Task Put_AgainAndAgain_RenewsEachTime()
    {
        for (var second = 1; second < 6; second++)
        {
            var version = (await GetAsync()).GetProperty("metadata").GetProperty("resourceVersion").GetString();
            var lease = Lease(second, $"""
                ,"resourceVersion":"{version}"
                """);
            var answer = await AnswerAsync(HttpMethod.Put, $"{Leases}/n", lease, HttpStatusCode.OK);

            Assert.Equal(Time(second), RenewTime(answer));
            Assert.Equal(Time(second), RenewTime(await GetAsync()));
        }
    }

    [Fact]
    public async Task Patch_OtherChangedTheLeaseMeanwhile_KeepsTheChange()
    {
        await PatchAsync(Renewal(1));
        await PatchAsync("""{"metadata":{"labels":{"zone":"a"}},"spec":{"leaseDurationSeconds":9}}""");

        var answer = await PatchAsync(Renewal(2));

        Assert.Equal("a", answer.GetProperty("metadata").GetProperty("labels").GetProperty("zone").GetString());
        Assert.Equal(9, answer.GetProperty("spec").GetProperty("leaseDurationSeconds").GetInt32());
        Assert.Equal(Time(2), RenewTime(answer));
    }

    [Fact]
    public async Task Patch_RepeatedAsDryRun_RenewsNothing()
    {
        await PatchAsync(Renewal(1));
        await PatchAsync(Renewal(2));

        await PatchAsync(Renewal(3), "?dryRun=All");

        Assert.Equal(Time(2), RenewTime(await GetAsync()));
    }

    [Theory]
    [InlineData("2026-02-30T00:00:00.000000Z")]
    [InlineData("yesterday, around noon ....")]
    public async Task Patch_RepeatedWithATimeThatIsNone_IsRefused(string time)
    {
        await PatchAsync(Renewal(1));

        var answer = await _server.SendAsync(
            HttpMethod.Patch, $"{Leases}/n", $$$"""{"spec":{"renewTime":"{{{time}}}"}}""", MergePatch);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(Time(1), RenewTime(await GetAsync()));
    }

    [Fact]
    public async Task Patch_LeaseIsGone_IsNotFound()
    {
        await PatchAsync(Renewal(1));
        await AnswerAsync(HttpMethod.Delete, $"{Leases}/n", null, HttpStatusCode.OK);

        var answer = await _server.SendAsync(HttpMethod.Patch, $"{Leases}/n", Renewal(2), MergePatch);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static string Time(int second) => $"2026-11-01T10:00:0{second}.000000Z";

    private static string Renewal(int second) => $$$"""{"spec":{"renewTime":"{{{Time(second)}}}"}}""";

    private static string Lease(int second, string metadata = "") =>
        $$$"""
        {"metadata":{"name":"n"{{{metadata}}}},
         "spec":{"holderIdentity":"n","leaseDurationSeconds":40,"renewTime":"{{{Time(second)}}}"}}
        """;

    private static string? RenewTime(JsonElement lease) =>
        lease.GetProperty("spec").GetProperty("renewTime").GetString();

    private Task<JsonElement> GetAsync() => AnswerAsync(HttpMethod.Get, $"{Leases}/n", null, HttpStatusCode.OK);

    private Task<JsonElement> PatchAsync(string patch, string query = "") =>
        AnswerAsync(HttpMethod.Patch, $"{Leases}/n{query}", patch, HttpStatusCode.OK, MergePatch);

    private async Task<JsonElement> AnswerAsync(
        HttpMethod method, string path, string? body, HttpStatusCode code, string contentType = "application/json")
    {
        using var answer = await _server.SendAsync(method, path, body, contentType);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == code, text);
        return JsonDocument.Parse(text).RootElement;
    }
}
