using k8s.Models;

namespace OrleansScheduler.Scheduling.WhatIf;

/// <summary>A cluster as its API lists it: all that scheduling looks at. A change is a copy with other objects in it.</summary>
public sealed record ClusterObjects
{
    public required IReadOnlyList<V1Node> Nodes { get; init; }

    public required IReadOnlyList<V1Pod> Pods { get; init; }

    public IReadOnlyList<V1Namespace> Namespaces { get; init; } = [];

    public IReadOnlyList<V1Service> Services { get; init; } = [];

    public IReadOnlyList<V1ReplicaSet> ReplicaSets { get; init; } = [];

    public IReadOnlyList<V1StatefulSet> StatefulSets { get; init; } = [];

    public IReadOnlyList<V1ReplicationController> ReplicationControllers { get; init; } = [];

    public IReadOnlyList<V1PersistentVolumeClaim> Claims { get; init; } = [];

    public IReadOnlyList<V1PersistentVolume> Volumes { get; init; } = [];

    public IReadOnlyList<V1StorageClass> StorageClasses { get; init; } = [];

    public IReadOnlyList<V1CSINode> CsiNodes { get; init; } = [];

    public IReadOnlyList<V1PodDisruptionBudget> Budgets { get; init; } = [];
}
