using k8s.Models;
using OrleansScheduler.Resources;

namespace OrleansScheduler.ControlPlane.Reconcilers.Namespaces;

/// <summary>Creates the ServiceAccount where it is missing.</summary>
internal sealed class ServiceAccountReconciler : IReconciler
{
    public async Task<Requeue> ReconcileAsync(
        string key, ReconcilerClient client, CancellationToken cancellationToken)
    {
        var account = new ObjectKey(key, ServiceAccountController.AccountName);
        if (await client.IsLivingNamespaceAsync(key, cancellationToken)
            && await client.GetAsync<V1ServiceAccount>(account, cancellationToken) is null)
        {
            await client.EnsureCreatedAsync(
                new V1ServiceAccount
                {
                    ApiVersion = V1ServiceAccount.KubeApiVersion,
                    Kind = V1ServiceAccount.KubeKind,
                    Metadata = new V1ObjectMeta { Name = account.Name, NamespaceProperty = key },
                },
                cancellationToken);
        }

        return Requeue.OnChange;
    }
}
