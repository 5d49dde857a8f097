using k8s.Models;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansScheduler.NodeAgent.Api;
using OrleansScheduler.NodeAgent.Logs;
using OrleansScheduler.NodeAgent.Nodes;
using OrleansScheduler.NodeAgent.Pods;
using OrleansScheduler.NodeAgent.Runtime;
using OrleansScheduler.NodeAgent.Runtime.Processes;
using OrleansScheduler.NodeAgent.Volumes;
using OrleansScheduler.Sdk;
using OrleansScheduler.Sdk.Resources;

namespace OrleansScheduler.NodeAgent;

/// <summary>One node agent: serves logs, registers its node, renews its lease, and runs the pods bound to it. Ending it ends no pod unless the options ask for it.</summary>
internal sealed partial class NodeAgentService(NodeAgentOptions options, ILoggerFactory loggers, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);
    private readonly ILogger logger = loggers.CreateLogger<NodeAgentService>();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var paths = new PodPaths(Path.GetFullPath(options.DataDirectory));
        PrivateDirectory.Create(paths.Pods);
        await using var runtime = await ContainerRuntimeOpening.OpenAsync(
            options.ProcessMode, paths.Runtime, time, loggers, stoppingToken);
        if (runtime.Missing.Count > 0)
        {
            LogMissing(logger, options.NodeName, string.Join("; ", runtime.Missing));
        }

        await using var logServer = await LogServer.StartAsync(options, paths, time, stoppingToken);
        using var client = new OrleansSchedulerClient(options.Client(), time);
        var facts = NodeFactsReader.Read(options, client.Kubernetes.BaseUri);
        await using var events = new EventRecorder(
            client.Resources<Corev1Event>(), options.NodeName, time, loggers.CreateLogger<EventRecorder>());
        var api = new ApiPodApi(client, events);
        using var volumes = new PodVolumes(paths, api, facts, time);
        var context = new PodContext(facts, runtime, api, paths, volumes, new PodTimings(), time);
        var description = new NodeDescription(options, facts, logServer, runtime);
        var node = new NodeWatch(client, description, time);
        var registrar = new NodeRegistrar(client, options, description, node, time, loggers.CreateLogger<NodeRegistrar>());
        var supervisor = new PodSupervisor(
            context, node, NodeDescription.OperatingSystemName, loggers.CreateLogger<PodSupervisor>());
        logServer.Supervisor = supervisor;
        await supervisor.RecoverAsync(stoppingToken);
        LogStarted(logger, options.NodeName, logServer.Port);
        try
        {
            await Task.WhenAll(
                registrar.RunAsync(stoppingToken),
                RepeatAsync(node.RunAsync, stoppingToken),
                RepeatAsync(token => WatchPodsAsync(client, supervisor, token), stoppingToken));
        }
        finally
        {
            if (options.EndPodsOnStop is { } grace)
            {
                await supervisor.EndAllAsync(grace);
            }
        }
    }

    private async Task WatchPodsAsync(OrleansSchedulerClient client, PodSupervisor supervisor, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var informer = client.Informer<V1Pod>(new ResourceQuery { FieldSelector = $"spec.nodeName={options.NodeName}" });
        informer.OnChange(supervisor.Accept);
        var watching = informer.RunAsync(stop.Token);
        await informer.Synced;
        var working = supervisor.RunAsync([.. informer.Items], stop.Token);
        await Task.WhenAny(watching, working);
        await stop.CancelAsync();
        await Task.WhenAll(watching, working);
    }

    private async Task RepeatAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await work(cancellationToken);
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                LogWatchFailed(logger, failure, options.NodeName);
            }

            await Task.Delay(Retry, time, cancellationToken);
        }
    }
}
