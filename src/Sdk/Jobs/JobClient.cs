using k8s.Models;
using OrleansScheduler.Sdk.Pods;
using OrleansScheduler.Sdk.Resources;
using OrleansScheduler.Sdk.Watching;

namespace OrleansScheduler.Sdk.Jobs;

/// <summary>Submit a Job, await its end, read its logs.</summary>
public sealed class JobClient
{
    private const int LastLogLines = 20;
    private readonly PodClient pods;
    private readonly string defaultNamespace;

    internal JobClient(ResourceClient<V1Job> resources, PodClient pods, string defaultNamespace)
    {
        Resources = resources;
        this.pods = pods;
        this.defaultNamespace = defaultNamespace;
    }

    /// <summary>Every verb on Jobs.</summary>
    public ResourceClient<V1Job> Resources { get; }

    /// <summary>Creates the Job, in the default namespace unless it names one.</summary>
    public Task<V1Job> SubmitAsync(V1Job job, CancellationToken cancellationToken = default)
    {
        var metadata = job.Metadata ?? new V1ObjectMeta();
        return Resources.CreateAsync(
            job with { Metadata = metadata with { NamespaceProperty = metadata.NamespaceProperty ?? defaultNamespace } },
            cancellationToken);
    }

    /// <summary>Waits until the Job is complete or failed. A Job deleted meanwhile counts as failed with reason <c>Deleted</c>.</summary>
    public async Task<JobOutcome> WaitAsync(V1Job job, CancellationToken cancellationToken = default)
    {
        var query = new ResourceQuery
        {
            Namespace = job.Metadata.NamespaceProperty, FieldSelector = $"metadata.name={job.Metadata.Name}",
        };
        var listed = await Resources.FindAsync(job.Metadata.NamespaceProperty, job.Metadata.Name, cancellationToken);
        if (listed is null || listed.Metadata.Uid != job.Metadata.Uid)
        {
            return Deleted(job);
        }

        await foreach (var change in Resources.WatchAsync(query, cancellationToken))
        {
            if (change.Type == ResourceEventType.Deleted || change.Resource.Metadata.Uid != job.Metadata.Uid)
            {
                return Deleted(job);
            }

            if (Finished(change.Resource) is { } condition)
            {
                return condition.Type == "Complete"
                    ? new(change.Resource, null)
                    : new(change.Resource, await DescribeFailureAsync(change.Resource, condition, cancellationToken));
            }
        }

        throw new OperationCanceledException(cancellationToken);
    }

    /// <summary>The lines of all pods of the Job as they come, until the Job has ended and every log was read.</summary>
    public IAsyncEnumerable<LogLine> LogsAsync(V1Job job, CancellationToken cancellationToken = default) =>
        new JobLogs(this, pods).ReadAsync(job, cancellationToken);

    /// <summary>The pods of the Job, and their changes from then on.</summary>
    public IAsyncEnumerable<ResourceEvent<V1Pod>> WatchPodsAsync(V1Job job, CancellationToken cancellationToken = default) =>
        pods.WatchAsync(PodsOf(job), cancellationToken);

    private static JobOutcome Deleted(V1Job job) => new(job, new JobFailure("Deleted", "The Job was deleted.", null, null, null, []));

    private static ResourceQuery PodsOf(V1Job job) => new()
    {
        Namespace = job.Metadata.NamespaceProperty,
        LabelSelector = $"batch.kubernetes.io/controller-uid={job.Metadata.Uid}",
    };

    private static V1JobCondition? Finished(V1Job job) => job.Status?.Conditions?.FirstOrDefault(condition =>
        condition is { Type: "Complete" or "Failed", Status: "True" });

    private async Task<JobFailure> DescribeFailureAsync(
        V1Job job, V1JobCondition condition, CancellationToken cancellationToken)
    {
        var found = await pods.Resources.ListAsync(PodsOf(job), cancellationToken);
        var failed = found.Items
            .SelectMany(
                pod => pod.Status?.ContainerStatuses ?? [],
                (pod, container) => (pod.Metadata.Name, Container: container, container.State?.Terminated))
            .Where(candidate => candidate.Terminated is { ExitCode: not 0 })
            .MaxBy(candidate => candidate.Terminated?.FinishedAt);
        IReadOnlyList<string> lines = failed.Container is null
            ? []
            : await LastLinesAsync(job, failed.Name, failed.Container.Name, cancellationToken);
        return new(
            condition.Reason ?? "", condition.Message ?? "", failed.Name, failed.Container?.Name, failed.Terminated?.ExitCode, lines);
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
}
