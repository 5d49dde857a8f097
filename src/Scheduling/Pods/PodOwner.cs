using k8s.Models;

namespace OrleansScheduler.Scheduling.Pods;

/// <summary>The controller a pod belongs to, in the pod's namespace.</summary>
internal readonly record struct PodOwner(string Group, string Kind, string Name)
{
    public static PodOwner? Of(V1Pod pod) =>
        pod.Metadata.OwnerReferences?.FirstOrDefault(owner => owner.Controller is true) is { } owner
            ? new PodOwner(GroupOf(owner.ApiVersion), owner.Kind, owner.Name)
            : null;

    private static string GroupOf(string apiVersion) =>
        apiVersion.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash ? apiVersion[..slash] : "";
}
