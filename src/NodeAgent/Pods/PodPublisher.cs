using k8s;
using Microsoft.Extensions.Logging;

namespace OrleansScheduler.NodeAgent.Pods;

/// <summary>Tells the cluster a pod's status when it has changed here or was changed by others, and again after a failure.</summary>
internal sealed partial class PodPublisher(PodState state, PodContext context, ILogger logger)
{
    private (string Status, string? Version)? told;

    /// <summary>Whether the cluster knows the newest status.</summary>
    public bool IsCurrent { get; private set; } = true;

    public async Task PublishAsync(CancellationToken cancellationToken)
    {
        var status = PodStatusBuilder.Build(state.Observe(context), context.Time.GetUtcNow());
        var text = KubernetesJson.Serialize(status);
        if (state.IsGone || told == (text, state.Pod.Metadata.ResourceVersion))
        {
            IsCurrent = true;
            return;
        }

        using var deadline = new CancellationTokenSource(context.Timings.PublishTimeout, context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            if (!IsCurrent && await context.Api.FindPodAsync(state.Pod, either.Token) is { } current)
            {
                // Nobody knows what became of the request that failed.
                state.Accept(current);
            }

            if (await context.Api.PublishAsync(state.Pod, status, either.Token) is { } stored)
            {
                state.Accept(stored);
            }

            told = (text, state.Pod.Metadata.ResourceVersion);
            IsCurrent = true;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // Containers go on without the cluster: what they do is told when it answers again.
            IsCurrent = false;
            LogNotPublished(logger, failure, state.Pod.Metadata.NamespaceProperty, state.Pod.Metadata.Name);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The status of pod {Namespace}/{Pod} could not be published")]
    private static partial void LogNotPublished(ILogger logger, Exception failure, string @namespace, string pod);
}
