using System.Globalization;
using System.Threading.Channels;
using k8s.Models;
using Microsoft.Extensions.Logging;
using OrleansScheduler.NodeAgent.Pods;
using OrleansScheduler.Sdk;
using OrleansScheduler.Sdk.Resources;

namespace OrleansScheduler.NodeAgent.Api;

/// <summary>
/// Writes Events in the background, one after the other; the same happening again raises the count of its Event. Events are news, not
/// state: they are given up when the cluster does not take them.
/// </summary>
internal sealed partial class EventRecorder : IAsyncDisposable
{
    private const int WaitingMax = 1000;
    private const int RememberedMax = 4096;
    private readonly Channel<(V1Pod Pod, string? FieldPath, PodEvent Happening, DateTimeOffset At)> waiting =
        Channel.CreateBounded<(V1Pod, string?, PodEvent, DateTimeOffset)>(
            new BoundedChannelOptions(WaitingMax) { FullMode = BoundedChannelFullMode.DropOldest });

    private readonly Dictionary<string, Corev1Event> remembered = [];
    private readonly ResourceClient<Corev1Event> client;
    private readonly string nodeName;
    private readonly TimeProvider time;
    private readonly ILogger<EventRecorder> logger;
    private readonly CancellationTokenSource stop = new();
    private readonly Task writing;

    public EventRecorder(ResourceClient<Corev1Event> client, string nodeName, TimeProvider time, ILogger<EventRecorder> logger)
    {
        this.client = client;
        this.nodeName = nodeName;
        this.time = time;
        this.logger = logger;
        writing = WriteAllAsync(stop.Token);
    }

    public void Record(V1Pod pod, string? fieldPath, PodEvent happening) =>
        waiting.Writer.TryWrite((pod, fieldPath, happening, time.GetUtcNow()));

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private async Task WriteAllAsync(CancellationToken cancellationToken)
    {
        await foreach (var (pod, fieldPath, happening, at) in waiting.Reader.ReadAllAsync(cancellationToken))
        {
            try
            {
                await WriteAsync(pod, fieldPath, happening, at, cancellationToken);
            }
            catch (Exception failure) when (failure is ApiStatusException or HttpRequestException or IOException)
            {
                LogNotWritten(logger, failure, happening.Reason, pod.Metadata.Name);
            }
        }
    }

    private async Task WriteAsync(
        V1Pod pod, string? fieldPath, PodEvent happening, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var key = $"{pod.Metadata.Uid} {fieldPath} {happening.Type} {happening.Reason} {happening.Message}";
        var second = ContainerStatusBuilder.Second(at);
        if (remembered.TryGetValue(key, out var known))
        {
            var count = (known.Count ?? 1) + 1;
            remembered[key] = await client.MergePatchAsync(
                known.Metadata.NamespaceProperty,
                known.Metadata.Name,
                new Dictionary<string, object> { ["count"] = count, ["lastTimestamp"] = second },
                cancellationToken: cancellationToken);
            return;
        }

        if (remembered.Count >= RememberedMax)
        {
            remembered.Clear();
        }

        remembered[key] = await client.CreateAsync(Describe(pod, fieldPath, happening, at, second), cancellationToken);
    }

    private Corev1Event Describe(V1Pod pod, string? fieldPath, PodEvent happening, DateTimeOffset at, DateTime second) => new()
    {
        Metadata = new()
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"{pod.Metadata.Name}.{at.UtcTicks:x16}"),
            NamespaceProperty = pod.Metadata.NamespaceProperty,
        },
        InvolvedObject = new()
        {
            ApiVersion = "v1",
            Kind = "Pod",
            Name = pod.Metadata.Name,
            NamespaceProperty = pod.Metadata.NamespaceProperty,
            Uid = pod.Metadata.Uid,
            ResourceVersion = pod.Metadata.ResourceVersion,
            FieldPath = fieldPath,
        },
        Type = happening.Type,
        Reason = happening.Reason,
        Message = happening.Message,
        Count = 1,
        FirstTimestamp = second,
        LastTimestamp = second,
        Source = new() { Component = "kubelet", Host = nodeName },
        ReportingComponent = "kubelet",
        ReportingInstance = nodeName,
    };

    [LoggerMessage(LogLevel.Debug, "Event {Reason} of pod {Pod} was not written")]
    private static partial void LogNotWritten(ILogger logger, Exception failure, string reason, string pod);
}
