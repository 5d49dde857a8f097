using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansScheduler.ApiServer.Authentication;
using OrleansScheduler.ApiServer.ServiceAccountTokens;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Explanations;
using OrleansScheduler.Resources.Registry;
using OrleansScheduler.Resources.Store;
using OrleansScheduler.TestKit;

namespace OrleansScheduler.ApiServer.Tests;

/// <summary>The API server on a free loopback port, over the store in memory.</summary>
internal sealed class TestApiServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestApiServer(WebApplication app) => _app = app;

    public required HttpClient Client { get; init; }

    public static async Task<TestApiServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var store = new InMemoryResourceStore();
        builder.Services.AddSingleton<IResourceStore>(store);
        builder.Services.AddResources();
        builder.Services.AddApiServer();
        builder.Services.AddSingleton<IPodExplainer, QuotingExplainer>();
        builder.Services.AddSingleton<ITokenAuthenticator, MasterToken>();
        builder.Services.AddSingleton<IServiceAccountTokenSigner, NameSigner>();
        var app = builder.Build();
        app.MapKubernetesApi();
        await app.StartAsync(TestContext.Current.CancellationToken);
        var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", MasterToken.Token);
        return new TestApiServer(app) { Client = client };
    }

    public Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string? body = null, string contentType = "application/json")
    {
        var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, contentType);
        }

        return Client.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    private sealed class MasterToken : ITokenAuthenticator
    {
        public const string Token = "master";

        public ValueTask<AuthenticatedToken?> AuthenticateAsync(string token, CancellationToken cancellationToken) =>
            ValueTask.FromResult(token == Token
                ? new AuthenticatedToken(new UserIdentity("admin", [UserIdentity.MastersGroup]), [ApiAudience.Default])
                : null);
    }

    private sealed class QuotingExplainer : IPodExplainer
    {
        public Task<PodExplanation> ExplainAsync(
            StoredObject pod, ExplanationQuery query, CancellationToken cancellationToken) => Task.FromResult(new PodExplanation
            {
                Metadata = new ExplainedPod(pod.Key.Namespace, pod.Key.Name, pod.Head.Uid),
                SchedulerName = "test",
                Queue = new QueuePosition { State = "Active" },
                Message = $"node={query.NodeName} limit={query.NodesMax}",
                NodeCount = 0,
                FittingCount = 0,
                Reasons = [],
                Nodes = [],
            });
    }

    private sealed class NameSigner : IServiceAccountTokenSigner
    {
        public string Sign(ServiceAccountToken token) =>
            $"{token.Namespace}/{token.Account.Name} {token.Pod?.Name} {string.Join(',', token.Audiences)}".TrimEnd();
    }
}
