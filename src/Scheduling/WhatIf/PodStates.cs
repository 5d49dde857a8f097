using k8s.Models;
using OrleansScheduler.Resources;
using OrleansScheduler.Scheduling.Gangs;
using OrleansScheduler.Scheduling.Pods;

namespace OrleansScheduler.Scheduling.WhatIf;

/// <summary>What a pod is to scheduling.</summary>
internal static class PodStates
{
    private const string MirrorAnnotation = "kubernetes.io/config.mirror";

    public static ObjectKey KeyOf(V1Pod pod) => new(pod.Metadata.NamespaceProperty ?? "", pod.Metadata.Name);

    /// <summary>Takes room on a node.</summary>
    public static bool IsPlaced(V1Pod pod) => !IsFinished(pod) && !string.IsNullOrEmpty(pod.Spec.NodeName);

    /// <summary>Is to be given a node.</summary>
    public static bool IsPending(V1Pod pod) =>
        !IsFinished(pod)
        && string.IsNullOrEmpty(pod.Spec.NodeName)
        && pod.Metadata.DeletionTimestamp is null
        && pod.Spec.SchedulingGates is null or { Count: 0 };

    /// <summary>Belongs to its node and goes nowhere else: those of a DaemonSet, and those the node runs by itself.</summary>
    public static bool IsOfNode(V1Pod pod) =>
        Controller(pod)?.Kind is "DaemonSet" or "Node" || pod.Metadata.Annotations?.ContainsKey(MirrorAnnotation) is true;

    /// <summary>Who makes another when the pod is gone, null when nobody does.</summary>
    public static V1OwnerReference? Controller(V1Pod pod) =>
        pod.Metadata.OwnerReferences?.FirstOrDefault(owner => owner.Controller is true);

    /// <summary>The pod that is made in its place.</summary>
    public static V1Pod Again(V1Pod pod) => pod with
    {
        Metadata = pod.Metadata with { DeletionTimestamp = null },
        Spec = pod.Spec with { NodeName = null },
        Status = null,
    };

    /// <summary>The gangs as they are: members on nodes, done, and waiting.</summary>
    public static GangRoster Gangs(IEnumerable<V1Pod> pods)
    {
        var roster = new GangRoster();
        foreach (var pod in pods.Where(pod => PodGang.Of(pod) is not null))
        {
            if (IsPlaced(pod) || IsPending(pod) || pod.Status?.Phase == "Succeeded")
            {
                roster.Set(
                    PodDemand.Of(pod),
                    IsPlaced(pod) ? GangMemberState.Placed : IsPending(pod) ? GangMemberState.Waiting : GangMemberState.Succeeded);
            }
        }

        return roster;
    }

    private static bool IsFinished(V1Pod pod) => pod.Status?.Phase is "Succeeded" or "Failed";
}
