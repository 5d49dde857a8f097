using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OrleansScheduler.Sdk;

namespace OrleansScheduler.NodeAgent.Tests.Api;

/// <summary>An API server that keeps what it is asked and answers as the test says; a create is answered with what was sent.</summary>
internal sealed class RecordingApi : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly List<(string Request, string Body)> requests = [];
    private readonly SemaphoreSlim arrived = new(0);

    private RecordingApi(WebApplication application)
    {
        this.application = application;
    }

    /// <summary>Answers by request line, such as <c>GET /api/v1/nodes</c>.</summary>
    public Dictionary<string, (int Code, string Body)> Answers { get; } = [];

    public IReadOnlyList<(string Request, string Body)> Requests
    {
        get
        {
            lock (requests)
            {
                return [.. requests];
            }
        }
    }

    public static async Task<RecordingApi> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var api = new RecordingApi(builder.Build());
        api.application.Run(api.AnswerAsync);
        await api.application.StartAsync(cancellationToken);
        return api;
    }

    public OrleansSchedulerClient CreateClient()
    {
        var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        return OrleansSchedulerClient.FromToken(new Uri(addresses!.Addresses.First()), "token");
    }

    /// <summary>Waits until so many requests have come that are no watches.</summary>
    public async Task WaitForAsync(int count, CancellationToken cancellationToken)
    {
        while (Requests.Count < count)
        {
            await arrived.WaitAsync(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await application.StopAsync(new CancellationToken(canceled: true));
        await application.DisposeAsync();
        arrived.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Query.ContainsKey("watch"))
        {
            // Nothing ever happens here.
            await context.Response.StartAsync(context.RequestAborted);
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var line = $"{context.Request.Method} {context.Request.Path}";
        lock (requests)
        {
            requests.Add((line, body));
        }

        var (code, answer) = Answers.GetValueOrDefault(line, (200, body));
        context.Response.StatusCode = code;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer, context.RequestAborted);
        arrived.Release();
    }
}
