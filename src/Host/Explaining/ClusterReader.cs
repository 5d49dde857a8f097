using k8s;
using k8s.Models;
using OrleansScheduler.Scheduling.WhatIf;
using OrleansScheduler.Sdk;
using OrleansScheduler.Sdk.Resources;

namespace OrleansScheduler.Host.Explaining;

/// <summary>Reads all that scheduling looks at; kinds the cluster does not serve are as if there were none.</summary>
internal sealed class ClusterReader(OrleansSchedulerClient client)
{
    private static readonly ResourceQuery Everything = new();

    public async Task<ClusterObjects> ReadAsync(CancellationToken cancellationToken)
    {
        var nodes = client.Resources<V1Node>().ListAsync(Everything, cancellationToken);
        var pods = client.Resources<V1Pod>().ListAsync(Everything, cancellationToken);
        return new ClusterObjects
        {
            Nodes = (await nodes).Items,
            Pods = (await pods).Items,
            Namespaces = await ReadIfServedAsync<V1Namespace>(cancellationToken),
            Services = await ReadIfServedAsync<V1Service>(cancellationToken),
            ReplicaSets = await ReadIfServedAsync<V1ReplicaSet>(cancellationToken),
            StatefulSets = await ReadIfServedAsync<V1StatefulSet>(cancellationToken),
            ReplicationControllers = await ReadIfServedAsync<V1ReplicationController>(cancellationToken),
            Claims = await ReadIfServedAsync<V1PersistentVolumeClaim>(cancellationToken),
            Volumes = await ReadIfServedAsync<V1PersistentVolume>(cancellationToken),
            StorageClasses = await ReadIfServedAsync<V1StorageClass>(cancellationToken),
            CsiNodes = await ReadIfServedAsync<V1CSINode>(cancellationToken),
            Budgets = await ReadIfServedAsync<V1PodDisruptionBudget>(cancellationToken),
        };
    }

    private async Task<IReadOnlyList<T>> ReadIfServedAsync<T>(CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        try
        {
            return (await client.Resources<T>().ListAsync(Everything, cancellationToken)).Items;
        }
        catch (ApiStatusException missing) when (missing.Code == 404)
        {
            return [];
        }
    }
}
