using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using k8s.Models;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OrleansScheduler.Sdk.Diagnostics;
using OrleansScheduler.Sdk.Tests.Http;
using OpenTelemetry.Trace;

namespace OrleansScheduler.Sdk.Tests.Registration;

public sealed class OrleansSchedulerRegistrationTests
{
    private const string Job = """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"a","namespace":"default","uid":"u"}}""";
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Add_ConnectionString_ClientCallsItsServerWithItsToken()
    {
        var server = new StubServer().Answer(HttpStatusCode.OK, Job);
        using var host = Start("Server=https://cluster.test:6443;Token=secret;Namespace=jobs", server);
        var client = host.Services.GetRequiredService<OrleansSchedulerClient>();

        var job = await client.Jobs.Resources.GetAsync("jobs", "a", Cancelled);

        Assert.Equal("u", job.Metadata.Uid);
        Assert.Equal("jobs", client.Namespace);
        Assert.Equal(["GET /apis/batch/v1/namespaces/jobs/jobs/a Bearer secret"], server.Requests);
    }

    [Fact]
    public async Task Read_TransientFailures_IsRetried()
    {
        var server = new StubServer().Fail().Answer(HttpStatusCode.BadGateway, "down").Answer(HttpStatusCode.OK, Job);
        using var host = Start("https://cluster.test", server);
        var client = host.Services.GetRequiredService<OrleansSchedulerClient>();

        await client.Jobs.Resources.GetAsync("default", "a", Cancelled);

        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task Write_LostAnswer_IsNotRetried()
    {
        var server = new StubServer().Fail();
        using var host = Start("https://cluster.test", server);
        var client = host.Services.GetRequiredService<OrleansSchedulerClient>();

        await Assert.ThrowsAsync<HttpRequestException>(() => client.Jobs.SubmitAsync(new V1Job(), Cancelled));

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Write_RefusedWithRetryAfter_IsRetried()
    {
        var server = new StubServer()
            .Answer(HttpStatusCode.TooManyRequests, "{}", TimeSpan.FromMilliseconds(1)).Answer(HttpStatusCode.Created, Job);
        using var host = Start("https://cluster.test", server);
        var client = host.Services.GetRequiredService<OrleansSchedulerClient>();

        await client.Jobs.SubmitAsync(new V1Job(), Cancelled);

        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Stream_Failure_IsNotRetriedBelowTheReader()
    {
        var server = new StubServer().Fail();
        using var host = Start("https://cluster.test", new StubServer(), server);
        var client = host.Services.GetRequiredService<OrleansSchedulerClient>();

        var log = client.Pods.LogsAsync("default", "a", new(), Cancelled);

        await Assert.ThrowsAsync<HttpRequestException>(async () => await log.GetAsyncEnumerator(Cancelled).MoveNextAsync());
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task HealthCheck_ServerNotReady_IsUnhealthy()
    {
        var server = new StubServer().Answer(HttpStatusCode.OK, "ok").Answer(HttpStatusCode.Unauthorized, "{}");
        using var host = Start("https://cluster.test", server);
        var health = host.Services.GetRequiredService<HealthCheckService>();

        var first = await health.CheckHealthAsync(Cancelled);
        var second = await health.CheckHealthAsync(Cancelled);

        Assert.Equal(HealthStatus.Healthy, first.Entries["OrleansScheduler_jobs"].Status);
        Assert.Equal(HealthStatus.Unhealthy, second.Entries["OrleansScheduler_jobs"].Status);
        Assert.StartsWith("GET /readyz", server.Requests[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task HealthCheck_Disabled_IsLeftOut()
    {
        using var host = Build("https://cluster.test", settings => settings.DisableHealthChecks = true).Build();

        var report = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Cancelled);

        Assert.Empty(report.Entries);
    }

    [Fact]
    public async Task Tracing_Call_IsAnActivityOfTheClient()
    {
        var server = new StubServer().Answer(HttpStatusCode.NotFound, """{"kind":"Status","code":404,"reason":"NotFound"}""");
        var activities = new ConcurrentQueue<Activity>();
        var builder = Build("https://traced.test");
        builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing.AddProcessor(new ActivityCollector(activities)));
        using var host = Serve(builder, server, server);
        await host.StartAsync(Cancelled);

        await host.Services.GetRequiredService<OrleansSchedulerClient>().Resources<V1Node>().FindAsync(null, "n", Cancelled);

        var activity = Assert.Single(activities, candidate =>
            candidate.Source.Name == ClientTelemetry.Name && "traced.test".Equals(candidate.GetTagItem("server.address")));
        Assert.Equal("get nodes", activity.DisplayName);
        Assert.Equal(404, activity.GetTagItem("http.response.status_code"));
    }

    [Fact]
    public async Task Keyed_TwoClusters_AreApart()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:a", "https://a.test"), new("ConnectionStrings:b", "https://b.test")]);
        builder.AddKeyedOrleansScheduler("a");
        builder.AddKeyedOrleansScheduler("b", settings => settings.Namespace = "other");
        using var host = builder.Build();
        await host.StartAsync(Cancelled);

        var (first, second) = (Client(host, "a"), Client(host, "b"));

        Assert.Equal(("a.test", "default"), (first.Kubernetes.BaseUri.Host, first.Namespace));
        Assert.Equal(("b.test", "other"), (second.Kubernetes.BaseUri.Host, second.Namespace));
        Assert.Same(first, Client(host, "a"));
    }

    [Theory]
    [InlineData("Server=nowhere", "'server' is not an absolute URL")]
    [InlineData("Server=https://a;Password=secret", "unknown key 'password'")]
    [InlineData("Kubeconfig=/does/not/exist", "Aspire:OrleansScheduler:jobs:Kubeconfig names the file /does/not/exist")]
    [InlineData("Server=https://a;Token=x;TokenFile=/y", "Token and TokenFile exclude each other")]
    public async Task Start_SettingsThatCannotWork_NamesThePathAndKeepsSecrets(string connection, string expected)
    {
        using var host = Build(connection).Build();

        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Cancelled));

        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_AllSources_LaterOnesWin()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(
        [
            new("Aspire:OrleansScheduler:Namespace", "all"),
            new("Aspire:OrleansScheduler:Context", "all"),
            new("Aspire:OrleansScheduler:jobs:Namespace", "one"),
            new("ConnectionStrings:jobs", "https://jobs.test"),
        ]);
        builder.AddOrleansScheduler("jobs", settings => settings.HealthCheckTimeout = TimeSpan.FromSeconds(1));
        builder.AddOrleansScheduler("jobs", settings => settings.HealthCheckTimeout = TimeSpan.FromSeconds(2));
        using var host = builder.Build();

        var settings = host.Services.GetRequiredService<IOptionsMonitor<OrleansSchedulerClientSettings>>().Get("jobs");

        Assert.Equal("one", settings.Namespace);
        Assert.Equal("all", settings.Context);
        Assert.Equal("https://jobs.test", settings.ConnectionString);
        Assert.Equal(TimeSpan.FromSeconds(2), settings.HealthCheckTimeout);
        Assert.Single(host.Services.GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value.Registrations);
    }

    private static OrleansSchedulerClient Client(IHost host, string key) =>
        host.Services.GetRequiredKeyedService<OrleansSchedulerClient>(key);

    private static HostApplicationBuilder Build(string connection, Action<OrleansSchedulerClientSettings>? configure = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:jobs", connection)]);
        builder.AddOrleansScheduler("jobs", configure);
        return builder;
    }

    private static IHost Start(string connection, StubServer calls, StubServer? streams = null) =>
        Serve(Build(connection), calls, streams ?? calls);

    private static IHost Serve(HostApplicationBuilder builder, StubServer calls, StubServer streams)
    {
        builder.Services.AddHttpClient("OrleansScheduler_jobs").ConfigurePrimaryHttpMessageHandler(() => calls);
        builder.Services.AddHttpClient("OrleansScheduler_jobs_streams").ConfigurePrimaryHttpMessageHandler(() => streams);
        builder.Services.ConfigureAll<Microsoft.Extensions.Http.Resilience.HttpStandardResilienceOptions>(options =>
            options.Retry.Delay = TimeSpan.FromMilliseconds(1));
        return builder.Build();
    }
}
