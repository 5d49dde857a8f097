using System.Globalization;
using System.Net;
using k8s;
using k8s.Models;

namespace OrleansScheduler.Conformance.Tests.EndToEnd;

/// <summary><c>/metrics</c> of a running cluster, as Prometheus scrapes it.</summary>
public sealed class MetricsTests(ClusterFixture cluster) : IClassFixture<ClusterFixture>
{
    private const string Commits = "orleans_scheduler_store_commit_duration_seconds_count{resource=\"configmaps\"}";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Metrics_AfterAWrite_CountTheRequestAndItsCommit()
    {
        using var client = cluster.Host.CreateClient();
        var before = await ScrapeAsync(client);

        await client.CoreV1.CreateNamespacedConfigMapAsync(
            new V1ConfigMap { Metadata = new V1ObjectMeta { Name = "measured" } }, "default", cancellationToken: Cancellation);

        var after = await ScrapeAsync(client);
        Assert.Equal(Creations(before) + 1, Creations(after));
        Assert.True(after[Commits] > before.GetValueOrDefault(Commits));
        Assert.Equal(
            before["orleans_scheduler_store_objects{resource=\"configmaps\"}"] + 1,
            after["orleans_scheduler_store_objects{resource=\"configmaps\"}"]);
    }

    [Fact]
    public async Task Metrics_OfPathsThatAreNotServed_MakeNoNewSeries()
    {
        using var client = cluster.Host.CreateClient();
        using var answer = await client.HttpClient.GetAsync(new Uri(client.BaseUri, "apis/of.a.stranger/v1/things"), Cancellation);

        Assert.DoesNotContain(await ScrapeAsync(client), sample => sample.Key.Contains("stranger", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Metrics_WithoutAToken_AreRefused()
    {
        using var client = cluster.Host.CreateClient();

        using var answer = await client.HttpClient.GetAsync(new Uri(client.BaseUri, "metrics"), Cancellation);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private static double Creations(Dictionary<string, double> metrics) => metrics
        .Where(sample => sample.Key.StartsWith("apiserver_request_total{", StringComparison.Ordinal))
        .Where(sample => new[] { "verb=\"create\"", "resource=\"configmaps\"", "code=\"201\"" }.All(sample.Key.Contains))
        .Sum(sample => sample.Value);

    private static async Task<Dictionary<string, double>> ScrapeAsync(Kubernetes client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(client.BaseUri, "metrics"));
        await client.Credentials.ProcessHttpRequestAsync(request, Cancellation);
        using var answer = await client.HttpClient.SendAsync(request, Cancellation);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType?.MediaType);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line[0] != '#')
            .ToDictionary(line => line[..line.LastIndexOf(' ')], Value);
    }

    private static double Value(string line) => line[(line.LastIndexOf(' ') + 1)..] switch
    {
        "+Inf" => double.PositiveInfinity,
        var number => double.Parse(number, CultureInfo.InvariantCulture),
    };
}
