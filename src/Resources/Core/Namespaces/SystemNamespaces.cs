using k8s.Models;
using OrleansScheduler.Resources.Registry;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.Resources.Core.Namespaces;

/// <summary>The namespaces every cluster has; the host makes sure of them once the store is up.</summary>
public sealed class SystemNamespaces(IResourceStore store, IResourceRegistry registry)
{
    public static IReadOnlyList<string> Names { get; } =
        ["default", "kube-node-lease", "kube-public", "kube-system"];

    private static readonly WriteOptions Writer = new()
    {
        User = new UserIdentity("system:apiserver", [UserIdentity.MastersGroup]),
        FieldManager = "kube-apiserver",
    };

    /// <summary>Creates those that are missing. Several processes may do so at once.</summary>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        foreach (var name in Names)
        {
            await EnsureAsync(name, cancellationToken);
        }
    }

    private async Task EnsureAsync(string name, CancellationToken cancellationToken)
    {
        var kind = Kinds.Namespaces;
        var key = new ObjectKey("", name);
        if (await store.GetAsync(kind.ResourceType, key, ReadConsistency.MostRecent, cancellationToken) is not null)
        {
            return;
        }

        try
        {
            var ns = new V1Namespace { Metadata = new V1ObjectMeta { Name = name } };
            await registry.CreateAsync(kind, ns, Writer, cancellationToken);
        }
        catch (Status.StatusException refusal) when (refusal.Reason == Status.StatusReasons.AlreadyExists)
        {
            // Another silo was faster.
        }
    }
}
