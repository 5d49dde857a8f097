using System.Collections.Concurrent;
using k8s.Models;

namespace OrleansScheduler.NodeAgent.Tests.Pods;

/// <summary>The cluster of one test, in memory: it keeps what a worker tells and hands the pod back as a watch would.</summary>
internal sealed class FakePodApi : NodeAgent.Pods.IPodApi
{
    private readonly Lock gate = new();
    private readonly List<V1PodStatus> statuses = [];
    private readonly List<(string? FieldPath, NodeAgent.Pods.PodEvent Happening)> events = [];

    public ConcurrentDictionary<string, V1ConfigMap> ConfigMaps { get; } = new();

    public ConcurrentDictionary<string, V1Secret> Secrets { get; } = new();

    public TaskCompletionSource Removed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public event Action<V1PodStatus>? Published;

    /// <summary>Makes publishing fail while set.</summary>
    public Exception? Outage { get; set; }

    /// <summary>How often the pod was read anew.</summary>
    public int Reads { get; private set; }

    /// <summary>Keeps a published status and returns the pod as the cluster then has it.</summary>
    public Func<V1PodStatus, V1Pod>? Store { get; set; }

    public IReadOnlyList<V1PodStatus> Statuses
    {
        get
        {
            lock (gate)
            {
                return [.. statuses];
            }
        }
    }

    public IReadOnlyList<(string? FieldPath, NodeAgent.Pods.PodEvent Happening)> Events
    {
        get
        {
            lock (gate)
            {
                return [.. events];
            }
        }
    }

    public Task<V1Pod?> FindPodAsync(V1Pod pod, CancellationToken cancellationToken)
    {
        Reads++;
        return Task.FromResult<V1Pod?>(pod);
    }

    public Task<V1Pod?> PublishAsync(V1Pod known, V1PodStatus status, CancellationToken cancellationToken)
    {
        if (Outage is { } outage)
        {
            return Task.FromException<V1Pod?>(outage);
        }

        lock (gate)
        {
            statuses.Add(status);
        }

        Published?.Invoke(status);
        return Task.FromResult<V1Pod?>(Store?.Invoke(status) ?? known with { Status = status });
    }

    public Task RemoveAsync(V1Pod pod, CancellationToken cancellationToken)
    {
        Removed.TrySetResult();
        return Task.CompletedTask;
    }

    public Task<V1ConfigMap?> FindConfigMapAsync(string @namespace, string name, CancellationToken cancellationToken) =>
        Task.FromResult(ConfigMaps.GetValueOrDefault(name));

    public Task<V1Secret?> FindSecretAsync(string @namespace, string name, CancellationToken cancellationToken) =>
        Task.FromResult(Secrets.GetValueOrDefault(name));

    public Task<NodeAgent.Pods.IssuedToken> CreateTokenAsync(
        V1Pod pod, string? audience, long? expirationSeconds, CancellationToken cancellationToken) =>
        Task.FromResult(new NodeAgent.Pods.IssuedToken($"token-of-{pod.Metadata.Name}", DateTimeOffset.MaxValue));

    public void Record(V1Pod pod, string? fieldPath, NodeAgent.Pods.PodEvent happening)
    {
        lock (gate)
        {
            events.Add((fieldPath, happening));
        }
    }
}
