using System.Globalization;
using k8s.Models;
using OrleansScheduler.ApiServer.Bodies;
using OrleansScheduler.ApiServer.Responses;
using OrleansScheduler.ApiServer.Routing;
using OrleansScheduler.ApiServer.Writes;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Registry;
using OrleansScheduler.Resources.Status;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ApiServer.PodWrites;

/// <summary>
/// POST of <c>pods/NAME/eviction</c>: says on the pod that it is disrupted, then deletes it. What <c>kubectl drain</c> does.
/// </summary>
internal sealed class PodEvictionHandler(IResourceRegistry registry, TimeProvider time) : ISubresourceHandler
{
    private const string DisruptionTarget = "DisruptionTarget";

    private static readonly GroupVersionKind Type = new("policy", "v1", "Eviction");

    public string GroupResource => "pods";

    public string Name => "eviction";

    public async Task HandleAsync(ResourceRequest request, CancellationToken cancellationToken)
    {
        var options = WriteRequestOptions.Read(request, "CreateOptions");
        var eviction = (V1Eviction)await ObjectDecoder.ReadAsync(request, Type, cancellationToken);
        ObjectIdentity.TakeNamespace(request, eviction);
        if (eviction.Metadata.Name != request.Key.Name)
        {
            throw StatusErrors.BadRequest("name in URL does not match name in Eviction object");
        }

        var deletion = eviction.DeleteOptions ?? new V1DeleteOptions();
        options = options with { DryRun = AgreedDryRun(request, deletion) };
        if (!options.DryRun)
        {
            var marked = await registry.UpdateAsync(
                request.Kind, request.Key, "status", pod => Disrupt(pod as V1Pod, deletion), options, cancellationToken);
            MoveOn(deletion, marked.Object);
        }

        await registry.DeleteAsync(request.Kind, request.Key, deletion, options, cancellationToken);
        await StatusSender.SendCreatedAsync(request, cancellationToken);
    }

    // Either place may ask for it; where both do they must say the same.
    private static bool AgreedDryRun(ResourceRequest request, V1DeleteOptions deletion)
    {
        string[] inQuery = [.. request.Query["dryRun"].OfType<string>()];
        string[] inBody = [.. deletion.DryRun ?? []];
        return inQuery.Length == 0 || inBody.Length == 0 || inQuery.SequenceEqual(inBody)
            ? inQuery.Length > 0 || inBody.Length > 0
            : throw StatusErrors.Unclassified(
                "Non-matching dry-run options in request and content: "
                + $"[{string.Join(' ', inQuery)}] and [{string.Join(' ', inBody)}]");
    }

    // The asked resourceVersion was that of the state before the mark.
    private static void MoveOn(V1DeleteOptions deletion, StoredObject marked)
    {
        if (deletion.Preconditions?.ResourceVersion is not null)
        {
            deletion.Preconditions.ResourceVersion = marked.Revision.ToString(CultureInfo.InvariantCulture);
        }
    }

    private V1Pod Disrupt(V1Pod? newest, V1DeleteOptions deletion)
    {
        var pod = newest ?? throw new InvalidOperationException("Pods are not created by updates.");
        if (deletion.Preconditions?.Uid is { } uid && uid != pod.Metadata.Uid)
        {
            return pod;
        }

        pod.Metadata.ResourceVersion = deletion.Preconditions?.ResourceVersion ?? pod.Metadata.ResourceVersion;
        pod.Status ??= new V1PodStatus();
        pod.Status.Conditions ??= [];
        var condition = pod.Status.Conditions.FirstOrDefault(known => known.Type == DisruptionTarget);
        if (condition is null)
        {
            condition = new V1PodCondition { Type = DisruptionTarget };
            pod.Status.Conditions.Add(condition);
        }

        condition.LastTransitionTime = condition.Status == "True" ? condition.LastTransitionTime : time.GetUtcNow().UtcDateTime;
        condition.Status = "True";
        condition.Reason = "EvictionByEvictionAPI";
        condition.Message = "Eviction API: evicting";
        return pod;
    }
}
