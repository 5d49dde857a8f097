using System.Text.Json;
using OrleansScheduler.Chaos.Checking;
using OrleansScheduler.Chaos.Histories;

namespace OrleansScheduler.Chaos.Traffic;

/// <summary>Submits Jobs while everything shakes, and afterwards looks whether each was run exactly as asked.</summary>
internal sealed class JobTraffic(Persistent api, History history)
{
    private const int Completions = 3;
    private const string Jobs = "apis/batch/v1/namespaces/default/jobs";
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Dictionary<string, TimeSpan> _submitted = [];

    public int Submitted => _submitted.Count;

    /// <summary>The longest time from a Job's submission to its completion.</summary>
    public TimeSpan Longest { get; private set; }

    public async Task SubmitAsync(CancellationToken cancellationToken)
    {
        try
        {
            for (var i = 0; ; i++)
            {
                // Under a name of its own, so that a repeated request whose first try got through changes nothing.
                await api.SendAsync(HttpMethod.Post, Jobs, Manifest($"job-{i}"), cancellationToken);
                _submitted.Add($"job-{i}", history.Now);
                await Task.Delay(Period, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Enough Jobs.
        }
    }

    /// <summary>Waits until all Jobs are complete and tells which were not run exactly.</summary>
    public async Task<IReadOnlyList<Violation>> CheckAsync(CancellationToken cancellationToken)
    {
        var violations = new List<Violation>();
        foreach (var name in _submitted.Keys)
        {
            var job = await CompletedAsync(name, cancellationToken);
            var (_, pods) = await api.SendAsync(
                HttpMethod.Get, $"api/v1/namespaces/default/pods?labelSelector=job-name={name}", null, cancellationToken);
            var created = pods.GetProperty("items").GetArrayLength();
            var succeeded = job is { } status && status.TryGetProperty("succeeded", out var count) ? count.GetInt32() : 0;
            if (job is null || succeeded != Completions || created != Completions)
            {
                violations.Add(new Violation(
                    "each completion is counted once", $"{name} has {succeeded} completions of {created} pods: {job}"));
            }
        }

        return violations;
    }

    private async Task<JsonElement?> CompletedAsync(string name, CancellationToken cancellationToken)
    {
        var until = history.Now + Patience;
        while (history.Now < until)
        {
            var (_, job) = await api.SendAsync(HttpMethod.Get, $"{Jobs}/{name}", null, cancellationToken);
            if (job.GetProperty("status") is var status && status.TryGetProperty("completionTime", out var completed))
            {
                var created = job.GetProperty("metadata").GetProperty("creationTimestamp").GetDateTime();
                Longest = TimeSpan.FromTicks(Math.Max(Longest.Ticks, (completed.GetDateTime() - created).Ticks));
                return status;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
        }

        return null;
    }

    private static string Manifest(string name) => JsonSerializer.Serialize(new
    {
        metadata = new { name },
        spec = new
        {
            completions = Completions,
            parallelism = Completions,
            template = new
            {
                spec = new { restartPolicy = "Never", containers = new[] { new { name = "c", image = "simulated" } } },
            },
        },
    });
}
