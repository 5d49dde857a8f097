using k8s.Models;
using OrleansScheduler.Resources.Core.ServiceAccounts;
using OrleansScheduler.Resources.Registry;
using OrleansScheduler.Resources.Status;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.Resources.Admission.Plugins;

/// <summary>Gives a pod its account and, unless that or the pod declines, the account's token.</summary>
internal sealed class ServiceAccount(IResourceStore store, IdGenerator ids, TimeProvider time) : IAdmissionPlugin
{
    // A namespace's default account comes a moment after the namespace.
    private const int DefaultAccountAttempts = 10;

    private static readonly TimeSpan AttemptPause = TimeSpan.FromMilliseconds(100);

    public string Name => "ServiceAccount";

    public ValueTask AdmitAsync(AdmissionRequest request, CancellationToken cancellationToken) =>
        request is { Operation: AdmissionOperation.Create, Subresource: "", Object: V1Pod { Spec: not null } pod } && !IsMirror(pod)
            ? AdmitPodAsync(request, pod.Spec, cancellationToken)
            : ValueTask.CompletedTask;

    private async ValueTask AdmitPodAsync(AdmissionRequest request, V1PodSpec spec, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(spec.ServiceAccountName))
        {
            spec.ServiceAccountName = ServiceAccountKind.DefaultName;
        }

        spec.ServiceAccount = spec.ServiceAccountName;
        var account = await FindAsync(request, spec.ServiceAccountName, cancellationToken);
        if (spec.AutomountServiceAccountToken ?? account.AutomountServiceAccountToken ?? true)
        {
            TokenVolume.Mount(spec, ids);
        }

        if (spec.ImagePullSecrets is not { Count: > 0 })
        {
            spec.ImagePullSecrets = account.ImagePullSecrets?
                .Select(secret => new V1LocalObjectReference { Name = secret.Name }).ToList();
        }
    }

    private async ValueTask<V1ServiceAccount> FindAsync(
        AdmissionRequest request, string name, CancellationToken cancellationToken)
    {
        var key = new ObjectKey(request.Key.Namespace, name);
        var attempts = name == ServiceAccountKind.DefaultName ? DefaultAccountAttempts : 1;
        for (var attempt = 0; attempt < attempts; attempt++)
        {
            if (attempt > 0)
            {
                await Task.Delay(AttemptPause, time, cancellationToken);
            }

            var stored = await store.GetAsync(
                    Kinds.ServiceAccounts.ResourceType, key, ReadConsistency.Any, cancellationToken)
                ?? await store.GetAsync(
                    Kinds.ServiceAccounts.ResourceType, key, ReadConsistency.MostRecent, cancellationToken);
            if (stored is not null)
            {
                return stored.As<V1ServiceAccount>();
            }
        }

        throw StatusErrors.Forbidden(
            request.Kind,
            request.Key.Name,
            $"error looking up service account {key}: serviceaccount \"{name}\" not found");
    }

    // What a node shows of a pod it runs by itself; the API cannot change that one.
    private static bool IsMirror(V1Pod pod) =>
        pod.Metadata.Annotations?.ContainsKey("kubernetes.io/config.mirror") == true;
}
