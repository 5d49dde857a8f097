using k8s.Models;
using OrleansScheduler.ApiServer.Authorization;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Registry;
using OrleansScheduler.Resources.Status;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ApiServer.ServiceAccountTokens;

/// <summary>A node agent gets tokens for the pods of its own node only, and for the audiences those pods ask for.</summary>
internal sealed class NodeTokenRule(IResourceStore store)
{
    public async Task EnsureAllowedAsync(
        UserIdentity user, ObjectKey account, V1TokenRequestSpec spec, CancellationToken cancellationToken)
    {
        if (NodeAccess.NodeOf(user) is not { } node)
        {
            return;
        }

        if (spec.BoundObjectRef is not { ApiVersion: "v1", Kind: "Pod" } reference)
        {
            throw Refusal(account, "node requested token not bound to a pod");
        }

        if (string.IsNullOrEmpty(reference.Uid))
        {
            throw Refusal(account, "node requested token with a pod binding without a uid");
        }

        var key = new ObjectKey(account.Namespace, reference.Name ?? "");
        var stored = await store.GetAsync("pods", key, ReadConsistency.MostRecent, cancellationToken)
            ?? throw StatusErrors.NotFound("", "pods", key.Name);
        var pod = stored.As<V1Pod>();
        if (pod.Spec.NodeName != node)
        {
            throw Refusal(account, "node requested token bound to a pod scheduled on a different node");
        }

        EnsureAudience(pod, account, spec.Audiences ?? []);
    }

    private static void EnsureAudience(V1Pod pod, ObjectKey account, IList<string> audiences)
    {
        var asked = (pod.Spec.Volumes ?? [])
            .SelectMany(volume => volume.Projected?.Sources ?? [])
            .Select(source => source.ServiceAccountToken?.Audience);
        if (audiences.Count > 1)
        {
            throw Refusal(account, "node may only request 0 or 1 audiences");
        }

        if (audiences.Count == 1 && !asked.Contains(audiences[0]))
        {
            throw Refusal(account, $"audience \"{audiences[0]}\" not found in pod spec volume");
        }
    }

    private static StatusException Refusal(ObjectKey account, string problem) =>
        StatusErrors.Forbidden("", "serviceaccounts", account.Name, problem);
}
