using k8s;
using k8s.Models;
using OrleansScheduler.TestKit;

namespace OrleansScheduler.Conformance.Tests.EndToEnd;

/// <summary>kill -9 of the only process in the middle of work (invariants 1, 2 and 7).</summary>
public sealed class KillNineTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task KillNine_WhileWritesAndAJobRun_LosesNothingAndCountsEachCompletionOnce()
    {
        var data = Directory.CreateTempSubdirectory("orleans-scheduler-kill-").FullName;
        try
        {
            List<string> acknowledged;
            await using (var first = await HostProcess.StartClusterAsync(data, Cancellation))
            {
                using var client = first.CreateClient();
                await client.BatchV1.CreateNamespacedJobAsync(SlowJob(), "default", cancellationToken: Cancellation);
                acknowledged = await WriteUntilKilledAsync(first, client);
            }

            await using var second = await HostProcess.StartClusterAsync(data, Cancellation);
            using var after = second.CreateClient();
            var stored = await after.CoreV1.ListNamespacedConfigMapAsync("default", cancellationToken: Cancellation);
            Assert.Empty(acknowledged.Except(stored.Items.Select(map => map.Metadata.Name)));
            var job = await CompletionAsync(after);
            Assert.Equal(6, job.Status.Succeeded);
            Assert.Equal("0-5", job.Status.CompletedIndexes);
            var failed = job.Status.Failed ?? 0;
            Assert.True(failed <= 2, $"{failed} pods failed, more than ran at the moment of the kill.");
        }
        finally
        {
            await ClusterData.RemoveAsync(data);
        }
    }

    private static async Task<List<string>> WriteUntilKilledAsync(HostProcess host, Kubernetes client)
    {
        var acknowledged = new List<string>();
        var killed = KillLaterAsync(host);
        for (var i = 0; !killed.IsCompleted; i++)
        {
            var map = new V1ConfigMap { Metadata = new V1ObjectMeta { Name = $"map-{i}" } };
            try
            {
                await client.CoreV1.CreateNamespacedConfigMapAsync(map, "default", cancellationToken: Cancellation);
                acknowledged.Add(map.Metadata.Name);
            }
            catch (HttpRequestException)
            {
                break;
            }
        }

        await killed;
        Assert.NotEmpty(acknowledged);
        return acknowledged;
    }

    private static async Task KillLaterAsync(HostProcess host)
    {
        await Task.Delay(TimeSpan.FromSeconds(1.5), Cancellation);
        await host.KillAsync();
    }

    private static async Task<V1Job> CompletionAsync(Kubernetes client)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while (true)
        {
            var job = await client.BatchV1.ReadNamespacedJobAsync("slow", "default", cancellationToken: patience.Token);
            if (job.Status?.Conditions?.Any(condition => condition is { Type: "Complete", Status: "True" }) == true)
            {
                return job;
            }

            await Task.Delay(200, patience.Token);
        }
    }

    private static V1Job SlowJob() => new()
    {
        Metadata = new V1ObjectMeta { Name = "slow" },
        Spec = new V1JobSpec
        {
            Completions = 6,
            Parallelism = 2,
            CompletionMode = "Indexed",
            Template = new V1PodTemplateSpec
            {
                Spec = new V1PodSpec
                {
                    RestartPolicy = "Never",
                    TerminationGracePeriodSeconds = 1,
                    Containers =
                    [
                        new V1Container { Name = "c", Image = "host", Command = ["/bin/sh", "-c", "sleep 0.7; echo done"] },
                    ],
                },
            },
        },
    };
}
