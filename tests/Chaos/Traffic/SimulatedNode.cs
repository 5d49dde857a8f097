using System.Globalization;
using System.Text.Json;
using OrleansScheduler.Chaos.Checking;

namespace OrleansScheduler.Chaos.Traffic;

/// <summary>
/// A node without processes: it renews its lease, and every pod it is given has succeeded at once. It keeps where it saw
/// each pod, so that a pod bound twice is found.
/// </summary>
internal sealed class SimulatedNode(string name, Persistent api)
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(250);
    private const string MergePatch = "application/merge-patch+json";
    private const string Leases = "apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases";

    private readonly HashSet<string> _ran = [];

    public string Name => name;

    /// <summary>The UIDs of the pods that ran here.</summary>
    public IReadOnlySet<string> Ran => _ran;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RegisterAsync(cancellationToken);
            while (true)
            {
                await RenewAsync(cancellationToken);
                await RunPodsAsync(cancellationToken);
                await Task.Delay(Period, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The run is over.
        }
    }

    private async Task RegisterAsync(CancellationToken cancellationToken)
    {
        var room = new { cpu = "64", memory = "256Gi", pods = "1000" };
        var node = new
        {
            metadata = new { name },
            status = new
            {
                capacity = room,
                allocatable = room,
                conditions = new[] { new { type = "Ready", status = "True", reason = "KubeletReady", message = "simulated" } },
            },
        };
        await api.SendAsync(HttpMethod.Post, "api/v1/nodes", JsonSerializer.Serialize(node), cancellationToken);
        var status = JsonSerializer.Serialize(new { node.status });
        await api.SendAsync(HttpMethod.Patch, $"api/v1/nodes/{name}/status", status, cancellationToken, MergePatch);
    }

    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        var spec = new
        {
            holderIdentity = name,
            leaseDurationSeconds = 40,
            renewTime = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
        };
        var patch = JsonSerializer.Serialize(new { spec });
        var (code, _) = await api.SendAsync(HttpMethod.Patch, $"{Leases}/{name}", patch, cancellationToken, MergePatch);
        if (code == 404)
        {
            var lease = JsonSerializer.Serialize(new { metadata = new { name }, spec });
            await api.SendAsync(HttpMethod.Post, Leases, lease, cancellationToken);
        }
    }

    private async Task RunPodsAsync(CancellationToken cancellationToken)
    {
        var (_, pods) = await api.SendAsync(
            HttpMethod.Get, $"api/v1/pods?fieldSelector=spec.nodeName={name}", null, cancellationToken);
        foreach (var pod in pods.GetProperty("items").EnumerateArray())
        {
            await RunPodAsync(pod, cancellationToken);
        }
    }

    private async Task RunPodAsync(JsonElement pod, CancellationToken cancellationToken)
    {
        var metadata = pod.GetProperty("metadata");
        var path = $"api/v1/namespaces/{metadata.GetProperty("namespace").GetString()}/pods/{metadata.GetProperty("name").GetString()}";
        var uid = metadata.GetProperty("uid").GetString() ?? "";
        _ran.Add(uid);
        if (metadata.TryGetProperty("deletionTimestamp", out _))
        {
            await api.SendAsync(HttpMethod.Delete, path, "{\"gracePeriodSeconds\":0}", cancellationToken);
        }
        else if (pod.GetProperty("status").GetProperty("phase").GetString() is "Pending" or "Running")
        {
            var patch = JsonSerializer.Serialize(new { metadata = new { uid }, status = new { phase = "Succeeded" } });
            await api.SendAsync(HttpMethod.Patch, path + "/status", patch, cancellationToken, MergePatch);
        }
    }

    /// <summary>Pods that ran on two nodes.</summary>
    public static IEnumerable<Violation> BoundTwice(IReadOnlyList<SimulatedNode> nodes) => nodes
        .SelectMany(node => node.Ran.Select(uid => (uid, node.Name)))
        .GroupBy(ran => ran.uid)
        .Where(pod => pod.Count() > 1)
        .Select(pod => new Violation("a pod is bound once", $"{pod.Key} ran on {string.Join(" and ", pod.Select(ran => ran.Name))}"));
}
