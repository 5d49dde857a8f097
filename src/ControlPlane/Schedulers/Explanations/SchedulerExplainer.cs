using Microsoft.Extensions.Options;
using k8s.Models;
using OrleansScheduler.ControlPlane.Reconcilers;
using OrleansScheduler.Resources.Explanations;
using OrleansScheduler.Resources.Status;
using OrleansScheduler.Resources.Store;
using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Sharding;

namespace OrleansScheduler.ControlPlane.Schedulers.Explanations;

/// <summary>Asks the scheduler of a pod; one that does not run here is stood in for by the first that does.</summary>
internal sealed class SchedulerExplainer(
    IGrainFactory grains, IOptions<SchedulerOptions> options, ControllerSelection selection) : IPodExplainer
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    public async Task<PodExplanation> ExplainAsync(
        StoredObject pod, ExplanationQuery query, CancellationToken cancellationToken)
    {
        if (!selection.Includes(SchedulerControllers.Scheduler))
        {
            throw StatusErrors.ServiceUnavailable("the schedulers of this cluster are switched off", RetryAfter);
        }

        var request = new ExplainRequest(pod.Key.Namespace, pod.Key.Name, query.NodeName, query.NodesMax);
        var answer = await AskAsync(SchedulerOf(pod.As<V1Pod>()), request, cancellationToken);
        if (answer.IsNodeUnknown)
        {
            throw StatusErrors.NotFound("", "nodes", query.NodeName ?? "");
        }

        return answer.Json is { } json
            ? ExplanationJson.Read(json)
            : throw StatusErrors.NotFound("", "pods", pod.Key.Name);
    }

    private string SchedulerOf(V1Pod pod)
    {
        var names = options.Value.AllNames.ToArray();
        var name = names.Contains(pod.Spec.SchedulerName) ? pod.Spec.SchedulerName : names[0];
        var shards = options.Value.Shards;
        return new SchedulerKey(name, shards == 1 ? 0 : SchedulerShard.IndexOf(PodDemand.Of(pod), shards)).ToString();
    }

    private async Task<ExplainAnswer> AskAsync(
        string scheduler, ExplainRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await grains.GetGrain<ISchedulerGrain>(scheduler).ExplainAsync(request, cancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException or OrleansException)
        {
            throw StatusErrors.ServiceUnavailable($"scheduler {scheduler} does not answer: {exception.Message}", RetryAfter);
        }
    }
}
