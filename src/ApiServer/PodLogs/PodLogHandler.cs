using System.Net;
using k8s.Models;
using Microsoft.AspNetCore.Http;
using OrleansScheduler.ApiServer.Routing;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Status;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ApiServer.PodLogs;

/// <summary><c>kubectl logs</c>: passes the question to the agent of the pod's node, and its answer back as it comes.</summary>
internal sealed class PodLogHandler(IResourceStore store, KubeletConnections kubelets) : ISubresourceHandler
{
    private const int ChunkBytes = 16 * 1024;
    private const int ErrorTextMax = 4096;

    public string GroupResource => "pods";

    public string Name => "log";

    public async Task HandleAsync(ResourceRequest request, CancellationToken cancellationToken)
    {
        var options = PodLogOptions.Read(request.Query, request.Key.Name);
        var stored = await store.GetAsync("pods", request.Key, ReadConsistency.MostRecent, cancellationToken)
            ?? throw StatusErrors.NotFound(request.Kind, request.Key.Name);
        var pod = stored.As<V1Pod>();
        var container = PodContainers.Choose(pod, options.Container);
        if (string.IsNullOrEmpty(pod.Spec.NodeName))
        {
            request.Http.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        var node = await NodeOfAsync(request, pod.Spec.NodeName, cancellationToken);
        var path = $"/containerLogs/{request.Key.Namespace}/{request.Key.Name}/{container}{options.ToQuery()}";
        using var answer = await kubelets.GetAsync(node, path, cancellationToken);
        await RelayAsync(request.Http.Response, answer, cancellationToken);
    }

    private async Task<V1Node> NodeOfAsync(ResourceRequest request, string name, CancellationToken cancellationToken)
    {
        // Kubernetes speaks of the pod's resource here, although it is the node that is missing.
        var stored = await store.GetAsync("nodes", new ObjectKey("", name), ReadConsistency.Any, cancellationToken)
            ?? throw StatusErrors.NotFound(request.Kind, name);
        return stored.As<V1Node>();
    }

    private static async Task RelayAsync(
        HttpResponse response, HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            throw Refusal(answer.StatusCode, await ReadErrorAsync(body, cancellationToken));
        }

        response.ContentType = "text/plain";
        await response.StartAsync(cancellationToken);
        while (true)
        {
            var memory = response.BodyWriter.GetMemory(ChunkBytes);
            var read = await body.ReadAsync(memory, cancellationToken);
            if (read == 0)
            {
                return;
            }

            response.BodyWriter.Advance(read);
            await response.BodyWriter.FlushAsync(cancellationToken);
        }
    }

    private static StatusException Refusal(HttpStatusCode code, string text) => code switch
    {
        HttpStatusCode.BadRequest => StatusErrors.BadRequest(text),
        HttpStatusCode.NotFound => StatusErrors.BadRequest(text),
        _ => StatusErrors.InternalError(text),
    };

    private static async Task<string> ReadErrorAsync(Stream body, CancellationToken cancellationToken)
    {
        var buffer = new byte[ErrorTextMax];
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return System.Text.Encoding.UTF8.GetString(buffer, 0, length).TrimEnd();
    }
}
