using k8s;
using OrleansScheduler.TestKit;

namespace OrleansScheduler.Conformance.Tests.EndToEnd;

/// <summary>A pod outlives the process that started it, and the next one finds it again.</summary>
public sealed class ReAdoptionTests
{
    [Fact]
    public async Task KillNine_WhileAPodRuns_LeavesItRunningAndKeepsItsLog()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var data = Directory.CreateTempSubdirectory("orleans-scheduler-adopt-").FullName;
        var signal = Path.Combine(data, "go");
        try
        {
            await using (var first = await HostProcess.StartClusterAsync(data, cancellation))
            {
                using var client = first.CreateClient();
                await RunPod.CreateAsync(
                    client, "survivor", $"echo before; while [ ! -e {signal} ]; do sleep 0.1; done; echo after");
                await RunPod.PhaseAsync(client, "survivor", "Running");
                await first.KillAsync();
            }

            var process = ProcessOfOnlyContainer(data);
            await using var second = await HostProcess.StartClusterAsync(data, cancellation);
            using var again = second.CreateClient();
            var adopted = await RunPod.PhaseAsync(again, "survivor", "Running");
            Assert.Equal(0, adopted.Status.ContainerStatuses[0].RestartCount);
            Assert.Equal(process, ProcessOfOnlyContainer(data));

            await File.WriteAllTextAsync(signal, "", cancellation);
            await RunPod.PhaseAsync(again, "survivor", "Succeeded");
            await using var log = await again.CoreV1.ReadNamespacedPodLogAsync(
                "survivor", "default", cancellationToken: cancellation);
            using var reader = new StreamReader(log);
            Assert.Equal("before\nafter\n", await reader.ReadToEndAsync(cancellation));
        }
        finally
        {
            await ClusterData.RemoveAsync(data);
        }
    }

    private static string ProcessOfOnlyContainer(string data) =>
        File.ReadAllText(Assert.Single(Directory.GetFiles(data, "pid", SearchOption.AllDirectories)));
}
