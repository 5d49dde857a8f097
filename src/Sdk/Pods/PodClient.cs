using System.Runtime.CompilerServices;
using k8s.Models;
using OrleansScheduler.Sdk.Http;
using OrleansScheduler.Sdk.Resources;
using OrleansScheduler.Sdk.Watching;

namespace OrleansScheduler.Sdk.Pods;

/// <summary>Pods and their logs.</summary>
public sealed class PodClient
{
    private readonly ApiTransport transport;

    internal PodClient(ApiTransport transport, ResourceClient<V1Pod> resources)
    {
        this.transport = transport;
        Resources = resources;
    }

    /// <summary>Every verb on pods.</summary>
    public ResourceClient<V1Pod> Resources { get; }

    /// <summary>The pods a query selects, and their changes from then on.</summary>
    public IAsyncEnumerable<ResourceEvent<V1Pod>> WatchAsync(ResourceQuery query, CancellationToken cancellationToken = default) =>
        Resources.WatchAsync(query, cancellationToken);

    /// <summary>What the pod's scheduler makes of it, node by node, as the JSON of a <c>PodExplanation</c>.</summary>
    public Task<string> ExplainAsync(
        string @namespace, string pod, ExplainOptions options, CancellationToken cancellationToken = default)
    {
        var path = new QueryString(Resources.Kind.Object(@namespace, pod, "explain"))
            .Add("node", options.Node)
            .Add("limit", options.Limit)
            .ToString();
        var request = new ApiRequest(HttpMethod.Get, path) { Verb = "get", Resource = "pods/explain", Namespace = @namespace };
        return transport.SendTextAsync(request, cancellationToken);
    }

    /// <summary>The lines of a container's log, as they come when following.</summary>
    public async IAsyncEnumerable<string> LogsAsync(
        string @namespace, string pod, LogOptions options, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var path = new QueryString(Resources.Kind.Object(@namespace, pod, "log"))
            .Add("container", options.Container)
            .Add("follow", options.Follow)
            .Add("previous", options.Previous)
            .Add("tailLines", options.TailLines)
            .Add("timestamps", options.Timestamps)
            .ToString();
        var request = new ApiRequest(HttpMethod.Get, path)
        {
            Verb = "get", Resource = "pods/log", Namespace = @namespace, Accept = "text/plain",
        };
        using var response = await transport.OpenStreamAsync(request, cancellationToken);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            yield return line;
        }
    }
}
