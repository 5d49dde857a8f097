using k8s.Models;
using OrleansScheduler.ApiServer.Routing;
using OrleansScheduler.Resources.Status;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ApiServer.PodLogs;

/// <summary>exec, attach, port-forward and proxy: checked as Kubernetes does, and then refused, since agents do not serve them.</summary>
internal sealed class PodStreamHandler(IResourceStore store, string name) : ISubresourceHandler
{
    public string GroupResource => "pods";

    public string Name => name;

    public async Task HandleAsync(ResourceRequest request, CancellationToken cancellationToken)
    {
        var stored = await store.GetAsync("pods", request.Key, ReadConsistency.MostRecent, cancellationToken)
            ?? throw StatusErrors.NotFound(request.Kind, request.Key.Name);
        var pod = stored.As<V1Pod>();
        if (name is "exec" or "attach")
        {
            PodContainers.Choose(pod, request.Query["container"].ToString());
        }

        throw StatusErrors.BadRequest(string.IsNullOrEmpty(pod.Spec.NodeName)
            ? $"pod {pod.Metadata.Name} does not have a host assigned"
            : $"{name} is not supported by the agent of node {pod.Spec.NodeName}");
    }
}
