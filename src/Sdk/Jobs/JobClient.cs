using k8s.Models;
using OrleansScheduler.Sdk.Pods;
using OrleansScheduler.Sdk.Resources;
using OrleansScheduler.Sdk.Watching;

namespace OrleansScheduler.Sdk.Jobs;

/// <summary>Submit a Job, await its end, read its logs, cancel it, run it again.</summary>
public sealed class JobClient
{
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

    /// <summary>Creates the Job, in the default namespace unless it names one, and returns it as stored.</summary>
    public Task<V1Job> SubmitAsync(V1Job job, CancellationToken cancellationToken = default)
    {
        var metadata = job.Metadata ?? new V1ObjectMeta();
        return Resources.CreateAsync(
            job with { Metadata = metadata with { NamespaceProperty = metadata.NamespaceProperty ?? defaultNamespace } },
            cancellationToken);
    }

    /// <inheritdoc cref="SubmitAsync(V1Job, CancellationToken)"/>
    public Task<V1Job> SubmitAsync(JobBuilder job, CancellationToken cancellationToken = default) =>
        SubmitAsync(job.Build(), cancellationToken);

    /// <summary>Waits until the Job is complete or failed. One that is deleted meanwhile counts as failed with reason <c>Deleted</c>.</summary>
    public async Task<JobOutcome> WaitAsync(V1Job job, CancellationToken cancellationToken = default)
    {
        var query = new ResourceQuery
        {
            Namespace = job.Metadata.NamespaceProperty, FieldSelector = $"metadata.name={job.Metadata.Name}",
        };
        var list = await Resources.ListAsync(query, cancellationToken);
        if (list.Items.FirstOrDefault(found => found.Metadata.Uid == job.Metadata.Uid) is not { } current)
        {
            return new(job, JobFailure.Deleted);
        }

        var changes = Resources.WatchAsync(query, list, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (changes)
        {
            while (Finished(current) is null && await changes.MoveNextAsync())
            {
                if (changes.Current.Type == ResourceEventType.Deleted)
                {
                    return new(changes.Current.Resource, JobFailure.Deleted);
                }

                current = changes.Current.Resource;
            }
        }

        return await OutcomeAsync(current, cancellationToken);
    }

    /// <summary>Submits the Job and waits for its success.</summary>
    /// <exception cref="JobFailedException">The Job failed.</exception>
    public async Task<JobOutcome> RunAsync(V1Job job, CancellationToken cancellationToken = default)
    {
        var submitted = await SubmitAsync(job, cancellationToken);
        return (await WaitAsync(submitted, cancellationToken)).EnsureSucceeded();
    }

    /// <inheritdoc cref="RunAsync(V1Job, CancellationToken)"/>
    public Task<JobOutcome> RunAsync(JobBuilder job, CancellationToken cancellationToken = default) =>
        RunAsync(job.Build(), cancellationToken);

    /// <summary>Deletes the Job and completes when its pods have ended and all of it is gone.</summary>
    /// <returns>Whether it was still there.</returns>
    public Task<bool> CancelAsync(V1Job job, CancellationToken cancellationToken = default)
    {
        var options = new V1DeleteOptions
        {
            PropagationPolicy = "Foreground", Preconditions = new V1Preconditions { Uid = job.Metadata.Uid },
        };
        return Resources.DeleteAndWaitAsync(job.Metadata.NamespaceProperty, job.Metadata.Name, options, cancellationToken);
    }

    /// <summary>Ends the Job's pods and keeps the Job, to go on when it is resumed.</summary>
    public Task<V1Job> SuspendAsync(V1Job job, CancellationToken cancellationToken = default) =>
        SuspendAsync(job, true, cancellationToken);

    /// <summary>Lets a suspended Job go on.</summary>
    public Task<V1Job> ResumeAsync(V1Job job, CancellationToken cancellationToken = default) =>
        SuspendAsync(job, false, cancellationToken);

    /// <summary>Submits a new Job that asks for the same; the old one stays as it is.</summary>
    public Task<V1Job> RerunAsync(V1Job job, CancellationToken cancellationToken = default) =>
        SubmitAsync(JobCopy.Of(job), cancellationToken);

    /// <summary>The lines of all pods of the Job as they come, until the Job has ended and every log was read.</summary>
    public IAsyncEnumerable<LogLine> LogsAsync(V1Job job, CancellationToken cancellationToken = default) =>
        new JobLogs(this, pods).ReadAsync(job, cancellationToken);

    /// <summary>The pods of the Job, and their changes from then on.</summary>
    public IAsyncEnumerable<ResourceEvent<V1Pod>> WatchPodsAsync(V1Job job, CancellationToken cancellationToken = default) =>
        pods.WatchAsync(JobPods.Of(job), cancellationToken);

    private static V1JobCondition? Finished(V1Job job) => job.Status?.Conditions?.FirstOrDefault(condition =>
        condition is { Type: "Complete" or "Failed", Status: "True" });

    private Task<V1Job> SuspendAsync(V1Job job, bool suspend, CancellationToken cancellationToken) =>
        Resources.MergePatchAsync(
            job.Metadata.NamespaceProperty, job.Metadata.Name, new { spec = new { suspend } }, null, cancellationToken);

    private async Task<JobOutcome> OutcomeAsync(V1Job job, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Finished(job) switch
        {
            { Type: "Failed" } failed => new(job, await new JobFailures(pods).DescribeAsync(job, failed, cancellationToken)),
            _ => new(job, null),
        };
    }
}
