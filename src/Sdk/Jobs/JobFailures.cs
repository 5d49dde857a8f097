using k8s.Models;
using OrleansScheduler.Sdk.Pods;

namespace OrleansScheduler.Sdk.Jobs;

/// <summary>Finds out why a Job failed: which of its pods failed last, how, and what it said at its end.</summary>
internal sealed class JobFailures(PodClient pods)
{
    private const int LastLogLines = 20;

    public async Task<JobFailure> DescribeAsync(V1Job job, V1JobCondition condition, CancellationToken cancellationToken)
    {
        var found = await pods.Resources.ListAsync(JobPods.Of(job), cancellationToken);
        var failed = found.Items.SelectMany(Ends).MaxBy(end => end.State.FinishedAt);
        IReadOnlyList<string> lines = failed is null
            ? []
            : await LastLinesAsync(job, failed.Pod, failed.Container, cancellationToken);
        return new(
            condition.Reason ?? "", condition.Message ?? "", failed?.Pod, failed?.Container, failed?.State.ExitCode, lines);
    }

    private static IEnumerable<ContainerEnd> Ends(V1Pod pod)
    {
        var containers = (pod.Status?.InitContainerStatuses ?? []).Concat(pod.Status?.ContainerStatuses ?? []);
        foreach (var container in containers)
        {
            if ((container.State?.Terminated ?? container.LastState?.Terminated) is { ExitCode: not 0 } end)
            {
                yield return new(pod.Metadata.Name, container.Name, end);
            }
        }
    }

    private async Task<IReadOnlyList<string>> LastLinesAsync(
        V1Job job, string pod, string container, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        try
        {
            var options = new LogOptions { Container = container, TailLines = LastLogLines };
            await foreach (var line in pods.LogsAsync(job.Metadata.NamespaceProperty, pod, options, cancellationToken))
            {
                lines.Add(line);
            }
        }
        catch (Exception gone) when (gone is ApiStatusException or HttpRequestException or IOException)
        {
            // The node or its log may be gone; the failure itself is still worth reporting.
        }

        return lines;
    }

    private sealed record ContainerEnd(string Pod, string Container, V1ContainerStateTerminated State);
}
