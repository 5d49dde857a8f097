using k8s.Models;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansScheduler.NodeAgent.Nodes;
using OrleansScheduler.NodeAgent.Pods;
using OrleansScheduler.NodeAgent.Pods.Admission;
using OrleansScheduler.NodeAgent.Runtime;
using OrleansScheduler.NodeAgent.Volumes;

namespace OrleansScheduler.NodeAgent.Tests.Pods;

/// <summary>A worker on the real process runtime in a folder of its own, with a cluster in memory.</summary>
internal sealed class PodHarness : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly string folder;
    private readonly Lock gate = new();
    private int version;
    private Task running = Task.CompletedTask;
    private IContainerRuntime? runtime;
    private PodVolumes? volumes;
    private bool isHandedOver;

    private PodHarness(V1Pod pod, string folder)
    {
        Pod = pod;
        this.folder = folder;
        Api.Store = Reflect;
    }

    public FakePodApi Api { get; } = new();

    public V1Pod Pod { get; private set; }

    public PodWorker? Worker { get; private set; }

    public PodPaths Paths => new(folder);

    /// <summary>Pods that are on the node already.</summary>
    public IReadOnlyList<V1Pod> Others { get; set; } = [];

    public PodTimings Timings { get; set; } = new()
    {
        RestartBackoffMin = TimeSpan.FromMilliseconds(300), SyncPeriod = TimeSpan.FromMilliseconds(500),
    };

    public ProcessMode Mode { get; init; }

    private static V1Node Node { get; } = new()
    {
        Metadata = new() { Name = "node-1" },
        Status = new() { Allocatable = new Dictionary<string, ResourceQuantity> { ["cpu"] = new("2"), ["memory"] = new("1Gi"), ["pods"] = new("110") } },
    };

    public static PodHarness Create(V1Pod pod, ProcessMode mode = ProcessMode.Auto)
    {
        pod.Metadata.NamespaceProperty ??= "default";
        pod.Metadata.Uid ??= Guid.NewGuid().ToString();
        pod.Metadata.Generation ??= 1;
        pod.Spec.NodeName ??= "node-1";
        pod.Spec.RestartPolicy ??= "Always";
        pod.Status ??= new() { Phase = "Pending" };
        return new(pod, Directory.CreateTempSubdirectory("node-agent-test-").FullName) { Mode = mode };
    }

    public static V1Pod PodOf(string script, string restartPolicy = "Never") => new()
    {
        Metadata = new() { Name = "p" },
        Spec = new()
        {
            RestartPolicy = restartPolicy,
            TerminationGracePeriodSeconds = 1,
            Containers = [new() { Name = "c", Image = "host", Command = ["sh", "-c", script] }],
        },
    };

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        runtime = await ContainerRuntimeOpening.OpenAsync(
            Mode, Paths.Runtime, TimeProvider.System, NullLoggerFactory.Instance, cancellationToken);
        IReadOnlyList<IContainer> recovered = await runtime.RecoverAsync(cancellationToken);
        var facts = new NodeFacts
        {
            Name = "node-1",
            HostIP = "127.0.0.1",
            Capacity = new Dictionary<string, decimal> { ["cpu"] = 2, ["memory"] = 1024 * 1024 * 1024 },
            BaseEnvironment = new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin", ["HOME"] = "/root" },
        };
        volumes = new PodVolumes(Paths, Api, facts, TimeProvider.System);
        var context = new PodContext(facts, runtime, Api, Paths, volumes, Timings, TimeProvider.System);
        Worker = new PodWorker(
            Pod, context, recovered, PodAdmission.Judge(Pod, Others, Node, NodeDescription.OperatingSystemName), NullLogger.Instance);
        running = Worker.RunAsync(stop.Token);
    }

    /// <summary>Ends the worker, not its containers: what an agent's restart looks like to them.</summary>
    public async Task<PodHarness> RestartAgentAsync(CancellationToken cancellationToken)
    {
        await stop.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await StopAgentAsync();
        isHandedOver = true;
        var next = new PodHarness(Pod, folder) { Timings = Timings, Mode = Mode };
        await next.StartAsync(cancellationToken);
        return next;
    }

    public void Delete(long grace) => Change(pod => pod with
    {
        Metadata = pod.Metadata with
        {
            DeletionTimestamp = DateTime.UnixEpoch, DeletionGracePeriodSeconds = grace, Generation = pod.Metadata.Generation + 1,
        },
    });

    /// <summary>Sets a condition in the cluster, as the owner of a readiness gate does.</summary>
    public void SetCondition(string type, string status) => Change(pod => pod with
    {
        Status = pod.Status with
        {
            Conditions =
            [
                .. (pod.Status.Conditions ?? []).Where(condition => condition.Type != type),
                new() { Type = type, Status = status },
            ],
        },
    });

    /// <summary>Changes the pod in the cluster, as others do.</summary>
    public V1Pod Change(Func<V1Pod, V1Pod> change)
    {
        lock (gate)
        {
            var changed = change(Pod);
            Pod = changed with
            {
                Metadata = changed.Metadata with { ResourceVersion = $"{++version}" },
            };
            Worker?.Update(Pod);
            return Pod;
        }
    }

    public async Task<V1PodStatus> WaitAsync(Func<V1PodStatus, bool> condition, TimeSpan? timeout = null)
    {
        var seen = new TaskCompletionSource<V1PodStatus>(TaskCreationOptions.RunContinuationsAsynchronously);
        Api.Published += Check;
        foreach (var status in Api.Statuses)
        {
            Check(status);
        }

        try
        {
            return await seen.Task.WaitAsync(timeout ?? TimeSpan.FromSeconds(30));
        }
        finally
        {
            Api.Published -= Check;
        }

        void Check(V1PodStatus status)
        {
            if (condition(status))
            {
                seen.TrySetResult(status);
            }
        }
    }

    public Task<V1PodStatus> WaitForEndAsync() => WaitAsync(status => status.Phase is "Succeeded" or "Failed");

    public string Log(string container = "c", int attempt = 0) => string.Concat(
        NodeAgent.Logs.CriLogReader.Tail(Paths.Log(Pod.Metadata.Uid, container, attempt), int.MaxValue)
            .Select(line => line.Text + (line.IsWhole ? "\n" : "")));

    public async ValueTask DisposeAsync()
    {
        if (Worker is not null && !stop.IsCancellationRequested)
        {
            Worker.Forget();
            Delete(0);
            await running.WaitAsync(TimeSpan.FromSeconds(20)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await stop.CancelAsync();
        await StopAgentAsync();
        stop.Dispose();
        if (!isHandedOver)
        {
            // Fails where the agent left something mounted or running there.
            Directory.Delete(folder, recursive: true);
        }
    }

    private V1Pod Reflect(V1PodStatus status) => Change(pod => pod with { Status = status });

    private ValueTask StopAgentAsync()
    {
        volumes?.Dispose();
        return runtime?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
