using System.Text.Json.Nodes;
using k8s.Models;
using OrleansScheduler.NodeAgent.Pods;
using OrleansScheduler.Sdk;
using OrleansScheduler.Sdk.Resources;

namespace OrleansScheduler.NodeAgent.Api;

/// <summary>The cluster as pod workers see it, over the API.</summary>
internal sealed class ApiPodApi(OrleansSchedulerClient client, EventRecorder events) : IPodApi
{
    private readonly ResourceClient<V1Pod> pods = client.Resources<V1Pod>();
    private readonly ResourceClient<V1ConfigMap> configMaps = client.Resources<V1ConfigMap>();
    private readonly ResourceClient<V1Secret> secrets = client.Resources<V1Secret>();
    private readonly ResourceClient<V1ServiceAccount> accounts = client.Resources<V1ServiceAccount>();

    public async Task<V1Pod?> FindPodAsync(V1Pod pod, CancellationToken cancellationToken)
    {
        var found = await pods.FindAsync(pod.Metadata.NamespaceProperty, pod.Metadata.Name, cancellationToken);
        return found?.Metadata.Uid == pod.Metadata.Uid ? found : null;
    }

    public async Task<V1Pod?> PublishAsync(V1Pod known, V1PodStatus status, CancellationToken cancellationToken)
    {
        if (PodStatusPatch.Between(known.Status, status) is not { } change)
        {
            return known;
        }

        var patch = new JsonObject { ["metadata"] = new JsonObject { ["uid"] = known.Metadata.Uid }, ["status"] = change };
        try
        {
            return await pods.StrategicPatchAsync(
                known.Metadata.NamespaceProperty, known.Metadata.Name, patch, "status", cancellationToken);
        }
        catch (ApiStatusException gone) when (IsAnotherPod(gone))
        {
            // The watch tells the worker that its pod is gone.
            return null;
        }
    }

    public async Task RemoveAsync(V1Pod pod, CancellationToken cancellationToken)
    {
        var options = new V1DeleteOptions
        {
            GracePeriodSeconds = 0, Preconditions = new V1Preconditions { Uid = pod.Metadata.Uid },
        };
        try
        {
            await pods.DeleteAsync(pod.Metadata.NamespaceProperty, pod.Metadata.Name, options, cancellationToken);
        }
        catch (ApiStatusException gone) when (IsAnotherPod(gone))
        {
            // Another pod has the name already.
        }
    }

    public Task<V1ConfigMap?> FindConfigMapAsync(string @namespace, string name, CancellationToken cancellationToken) =>
        configMaps.FindAsync(@namespace, name, cancellationToken);

    public Task<V1Secret?> FindSecretAsync(string @namespace, string name, CancellationToken cancellationToken) =>
        secrets.FindAsync(@namespace, name, cancellationToken);

    public async Task<IssuedToken> CreateTokenAsync(
        V1Pod pod, string? audience, long? expirationSeconds, CancellationToken cancellationToken)
    {
        var request = new Authenticationv1TokenRequest
        {
            Spec = new()
            {
                Audiences = audience is null ? [] : [audience],
                ExpirationSeconds = expirationSeconds,
                BoundObjectRef = new() { ApiVersion = "v1", Kind = "Pod", Name = pod.Metadata.Name, Uid = pod.Metadata.Uid },
            },
        };
        var answer = await accounts.CreateSubresourceAsync(
            pod.Metadata.NamespaceProperty, pod.Spec.ServiceAccountName ?? "default", "token", request, cancellationToken);
        var expires = answer.Status.ExpirationTimestamp
            ?? throw new InvalidDataException("The server issued a token that does not expire.");
        return new IssuedToken(answer.Status.Token, new DateTimeOffset(expires.ToUniversalTime()));
    }

    public void Record(V1Pod pod, string? fieldPath, PodEvent happening) => events.Record(pod, fieldPath, happening);

    private static bool IsAnotherPod(ApiStatusException refusal) => refusal.Code is 404 or 409;
}
