using System.IO.Compression;
using System.Text.Json;
using k8s;
using k8s.Models;
using OrleansScheduler.ControlPlane.Schedulers;
using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.TestKit;

namespace OrleansScheduler.ControlPlane.Tests.Schedulers;

public sealed class RecordedQueueTests
{
    [Fact]
    public void Take_OfRecordedArrivals_GivesTheRecordedOrder()
    {
        if (RepositoryRoot.Golden is null)
        {
            Assert.Skip("The recorded cases are not there.");
        }

        var files = Directory.GetFiles(Path.Combine(RepositoryRoot.Golden, "scheduler"), "queue-*.json.gz");
        Assert.NotEmpty(files);
        foreach (var recorded in files.Select(Read))
        {
            var pods = recorded.GetProperty("steps").EnumerateArray()
                .Select(step => KubernetesJson.Deserialize<V1Pod>(step.GetProperty("pod").GetRawText()))
                .Select(PodDemand.Of)
                .ToArray();
            var byKey = pods.ToDictionary(pod => pod.Key.ToString());
            var queue = new SchedulingQueue(new SchedulerOptions());
            foreach (var key in recorded.GetProperty("arrival").EnumerateArray())
            {
                queue.Add(byKey[key.GetString()!], true, TimeSpan.Zero);
            }

            Assert.Equal(pods, queue.Take(int.MaxValue, TimeSpan.Zero));
        }
    }

    private static JsonElement Read(string file)
    {
        using var unpacked = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        return JsonDocument.Parse(unpacked).RootElement;
    }
}
