using k8s.Models;
using Microsoft.Extensions.Options;
using OrleansScheduler.Resources;

namespace OrleansScheduler.ControlPlane.Reconcilers.Namespaces;

/// <summary>Creates the ConfigMap where it is missing and puts its data right where somebody changed it.</summary>
internal sealed class RootCaReconciler(IOptions<RootCaOptions> options) : IReconciler
{
    private const string DataKey = "ca.crt";
    private const string DescriptionKey = "kubernetes.io/description";
    private const string Description =
        "Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the "
        + "internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of "
        + "Kubernetes clusters.";

    public async Task<Requeue> ReconcileAsync(
        string key, ReconcilerClient client, CancellationToken cancellationToken)
    {
        var certificate = options.Value.Certificate;
        if (certificate.Length == 0 || !await client.IsLivingNamespaceAsync(key, cancellationToken))
        {
            return Requeue.OnChange;
        }

        var configMap = new ObjectKey(key, RootCaController.ConfigMapName);
        var existing = await client.GetAsync<V1ConfigMap>(configMap, cancellationToken);
        if (existing is null)
        {
            await client.EnsureCreatedAsync(Make(configMap, certificate), cancellationToken);
        }
        else if (!IsRight(existing, certificate))
        {
            await client.UpdateAsync<V1ConfigMap>(configMap, "", found => PutRight(found, certificate), cancellationToken);
        }

        return Requeue.OnChange;
    }

    private static V1ConfigMap Make(ObjectKey key, string certificate)
    {
        var made = new V1ConfigMap
        {
            ApiVersion = V1ConfigMap.KubeApiVersion,
            Kind = V1ConfigMap.KubeKind,
            Metadata = new V1ObjectMeta { Name = key.Name, NamespaceProperty = key.Namespace },
        };
        PutRight(made, certificate);
        return made;
    }

    private static bool IsRight(V1ConfigMap found, string certificate) =>
        found.Data is { Count: 1 } data
        && data.TryGetValue(DataKey, out var stored)
        && stored == certificate
        && found.Metadata.Annotations?.TryGetValue(DescriptionKey, out var text) == true
        && text == Description;

    private static void PutRight(V1ConfigMap found, string certificate)
    {
        found.Data = new Dictionary<string, string> { [DataKey] = certificate };
        found.Metadata.Annotations ??= new Dictionary<string, string>();
        found.Metadata.Annotations[DescriptionKey] = Description;
    }
}
