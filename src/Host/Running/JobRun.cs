using System.Text;
using k8s;
using k8s.Models;
using OrleansScheduler.Host.Commands;
using OrleansScheduler.Sdk;
using OrleansScheduler.Sdk.Jobs;
using OrleansScheduler.Sdk.Resources;

namespace OrleansScheduler.Host.Running;

/// <summary>Submits the objects of a manifest to a cluster and sees its Jobs through to their end.</summary>
internal sealed class JobRun(OrleansSchedulerClient client, Kubernetes raw, RunConsole console)
{
    private static readonly TimeSpan CleanupPatience = TimeSpan.FromSeconds(10);

    private readonly List<V1Job> _jobs = [];

    /// <summary>Creates every object, in the order of the file; the server judges the text as the user wrote it.</summary>
    public async Task SubmitAsync(IReadOnlyList<ManifestDocument> documents, CancellationToken cancellationToken)
    {
        foreach (var document in documents)
        {
            var created = await CreateAsync(document, cancellationToken);
            if (document.Kind.ObjectType == typeof(V1Job))
            {
                _jobs.Add(KubernetesJson.Deserialize<V1Job>(created));
            }
        }

        if (_jobs.Count == 0)
        {
            throw new CommandException("The manifest holds no Job, so there is nothing to wait for.");
        }
    }

    /// <summary>Follows all Jobs; true when every one of them succeeded.</summary>
    public async Task<bool> FollowAsync(CancellationToken cancellationToken)
    {
        var outcomes = await Task.WhenAll(_jobs.Select(job => FollowAsync(job, cancellationToken)));
        console.End();
        foreach (var outcome in outcomes)
        {
            console.Say(JobSummary.Of(outcome));
        }

        return outcomes.All(outcome => outcome.Succeeded);
    }

    /// <summary>Deletes the Jobs from a cluster whose data is kept, and waits a while until the node has ended their processes.</summary>
    public async Task CleanUpAsync()
    {
        using var patience = new CancellationTokenSource(CleanupPatience);
        try
        {
            await Task.WhenAll(_jobs.Select(job => DeleteAsync(job, patience.Token)));
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            // What still runs ends with the cluster; the deletion goes on when the data is next used.
        }
    }

    private async Task DeleteAsync(V1Job job, CancellationToken cancellationToken)
    {
        var (@namespace, name) = (job.Metadata.NamespaceProperty, job.Metadata.Name);
        await raw.BatchV1.DeleteNamespacedJobAsync(
            name, @namespace, propagationPolicy: "Foreground", cancellationToken: cancellationToken);
        while (await client.Jobs.Resources.FindAsync(@namespace, name, cancellationToken) is not null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
        }
    }

    private async Task<string> CreateAsync(ManifestDocument document, CancellationToken cancellationToken)
    {
        var root = document.Kind.Group.Length == 0 ? "api" : $"apis/{document.Kind.Group}";
        var scope = document.Kind.IsNamespaced ? $"/namespaces/{document.Namespace}" : "";
        var path = $"{root}/{document.Kind.Version}{scope}/{document.Kind.Plural}?fieldValidation=Strict&fieldManager=run";
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(raw.BaseUri, path))
        {
            Content = new StringContent(document.Yaml, Encoding.UTF8, "application/yaml"),
        };
        await raw.Credentials.ProcessHttpRequestAsync(request, cancellationToken);
        using var answer = await raw.HttpClient.SendAsync(request, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        return answer.IsSuccessStatusCode
            ? text
            : throw new CommandException(KubernetesJson.Deserialize<V1Status>(text).Message);
    }

    private async Task<JobOutcome> FollowAsync(V1Job job, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var logs = PrintLogsAsync(job, cancellationToken);
        var progress = ShowProgressAsync(job, ended.Token);
        var outcome = await client.Jobs.WaitAsync(job, cancellationToken);
        await logs;
        await ended.CancelAsync();
        await progress.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return outcome;
    }

    private async Task PrintLogsAsync(V1Job job, CancellationToken cancellationToken)
    {
        await foreach (var line in client.Jobs.LogsAsync(job, cancellationToken))
        {
            console.Log(line.Pod, line.Text);
        }
    }

    private async Task ShowProgressAsync(V1Job job, CancellationToken cancellationToken)
    {
        var query = new ResourceQuery
        {
            Namespace = job.Metadata.NamespaceProperty,
            FieldSelector = $"metadata.name={job.Metadata.Name}",
        };
        await foreach (var change in client.Jobs.Resources.WatchAsync(query, cancellationToken))
        {
            console.Progress(JobSummary.ProgressOf(change.Resource));
        }
    }
}
