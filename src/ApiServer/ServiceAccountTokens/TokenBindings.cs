using k8s.Models;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Status;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ApiServer.ServiceAccountTokens;

/// <summary>Binds a token to the object the request names, if that exists and is the one meant.</summary>
internal sealed class TokenBindings(IResourceStore store)
{
    public async Task<ServiceAccountToken> BindAsync(
        ServiceAccountToken token, V1BoundObjectReference? reference, CancellationToken cancellationToken)
    {
        if (reference is null)
        {
            return token;
        }

        var name = reference.Name ?? "";
        switch (reference.ApiVersion, reference.Kind)
        {
            case ("v1", "Pod"):
                var pod = await FindAsync<V1Pod>("pods", new(token.Namespace, name), cancellationToken);
                EnsureSame(reference, pod.Metadata.Uid);
                return await BindToPodAsync(token, pod, cancellationToken);
            case ("v1", "Secret"):
                var secret = await FindAsync<V1Secret>("secrets", new(token.Namespace, name), cancellationToken);
                EnsureSame(reference, secret.Metadata.Uid);
                return token with { Secret = new(name, secret.Metadata.Uid) };
            case ("v1", "Node"):
                var node = await FindAsync<V1Node>("nodes", new("", name), cancellationToken);
                EnsureSame(reference, node.Metadata.Uid);
                return token with { Node = new(name, node.Metadata.Uid) };
            default:
                throw StatusErrors.BadRequest($"cannot bind token to object of type {TypeOf(reference)}");
        }
    }

    private async Task<ServiceAccountToken> BindToPodAsync(
        ServiceAccountToken token, V1Pod pod, CancellationToken cancellationToken)
    {
        if (pod.Spec.ServiceAccountName != token.Account.Name)
        {
            throw StatusErrors.BadRequest(
                $"cannot bind token for serviceaccount \"{token.Account.Name}\" to pod running with different serviceaccount name.");
        }

        var bound = token with { Pod = new(pod.Metadata.Name, pod.Metadata.Uid) };
        if (string.IsNullOrEmpty(pod.Spec.NodeName))
        {
            return bound;
        }

        var node = await store.GetAsync("nodes", new("", pod.Spec.NodeName), ReadConsistency.Any, cancellationToken);
        return bound with { Node = new(pod.Spec.NodeName, node?.As<V1Node>().Metadata.Uid ?? "") };
    }

    private async Task<T> FindAsync<T>(string resource, ObjectKey key, CancellationToken cancellationToken)
        where T : class, k8s.IKubernetesObject<V1ObjectMeta>
    {
        var stored = await store.GetAsync(resource, key, ReadConsistency.MostRecent, cancellationToken);
        return stored?.As<T>() ?? throw StatusErrors.NotFound("", resource, key.Name);
    }

    private static void EnsureSame(V1BoundObjectReference reference, string uid)
    {
        if (!string.IsNullOrEmpty(reference.Uid) && reference.Uid != uid)
        {
            throw StatusErrors.Conflict(
                "",
                reference.Kind,
                reference.Name,
                $"the UID in the bound object reference ({reference.Uid}) does not match the UID in record. "
                + "The object might have been deleted and then recreated");
        }
    }

    private static string TypeOf(V1BoundObjectReference reference)
    {
        var version = reference.ApiVersion ?? "";
        var slash = version.IndexOf('/', StringComparison.Ordinal);
        var group = slash < 0 ? "" : version[..slash];
        return $"{group}/{version[(slash + 1)..]}, Kind={reference.Kind}";
    }
}
