using System.Globalization;
using k8s.Models;
using OrleansScheduler.Resources;

namespace OrleansScheduler.ControlPlane.Reconcilers.NodeTtl;

/// <summary>Writes the annotation where it is missing or no longer fits the size of the cluster.</summary>
internal sealed class NodeTtlReconciler : IReconciler
{
    private const string Annotation = "node.alpha.kubernetes.io/ttl";

    public async Task<Requeue> ReconcileAsync(
        string key, ReconcilerClient client, CancellationToken cancellationToken)
    {
        var node = await client.GetAsync<V1Node>(ObjectKey.Parse(key), cancellationToken);
        if (node is not { Metadata.DeletionTimestamp: null })
        {
            return Requeue.OnChange;
        }

        var count = await client.CountAsync<V1Node>(cancellationToken);
        var current = node.Metadata.Annotations?.TryGetValue(Annotation, out var text) is true
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : (int?)null;
        var wanted = NodeTtlTiers.Choose(current, count);
        if (wanted != current)
        {
            await client.UpdateMetadataAsync(
                Kinds.Of<V1Node>(), ObjectKey.Parse(key), meta => Annotate(meta, wanted), cancellationToken);
        }

        return Requeue.OnChange;
    }

    private static void Annotate(V1ObjectMeta meta, int seconds)
    {
        meta.Annotations ??= new Dictionary<string, string>();
        meta.Annotations[Annotation] = seconds.ToString(CultureInfo.InvariantCulture);
    }
}
