using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging;

namespace OrleansScheduler.NodeAgent.Pods;

/// <summary>Tells the cluster a pod's status when it has changed, and again after a failure.</summary>
internal sealed partial class PodPublisher(PodContext context, ILogger logger)
{
    private string? told;

    /// <summary>Whether the cluster knows the newest status.</summary>
    public bool IsCurrent { get; private set; } = true;

    public async Task PublishAsync(V1Pod pod, V1PodStatus status, CancellationToken cancellationToken)
    {
        var text = KubernetesJson.Serialize(status);
        if (text == told)
        {
            IsCurrent = true;
            return;
        }

        using var deadline = new CancellationTokenSource(context.Timings.PublishTimeout, context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            await context.Api.PublishAsync(pod, status, either.Token);
            told = text;
            IsCurrent = true;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // Containers go on without the cluster: what they do is told when it answers again.
            IsCurrent = false;
            LogNotPublished(logger, failure, pod.Metadata.NamespaceProperty, pod.Metadata.Name);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The status of pod {Namespace}/{Pod} could not be published")]
    private static partial void LogNotPublished(ILogger logger, Exception failure, string @namespace, string pod);
}
