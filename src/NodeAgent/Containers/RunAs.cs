using k8s.Models;
using OrleansScheduler.NodeAgent.Runtime;

namespace OrleansScheduler.NodeAgent.Containers;

/// <summary>
/// Reads from the security contexts as whom a container runs; the container's settings go before the pod's. What they leave open comes from
/// the machine's users, as it would from those of an image, and without any wish the agent's own user stands.
/// </summary>
internal static class RunAs
{
    private const string HomeDefault = "/";

    public static ContainerUser? Of(V1Pod pod, V1Container container, (long Uid, long Gid) agent, UserDatabase users)
    {
        var (ofPod, own) = (pod.Spec.SecurityContext, container.SecurityContext);
        var uid = own?.RunAsUser ?? ofPod?.RunAsUser;
        if ((own?.RunAsNonRoot ?? ofPod?.RunAsNonRoot) == true)
        {
            RequireNonRoot(pod, container, uid, agent.Uid);
        }

        var gid = own?.RunAsGroup ?? ofPod?.RunAsGroup;
        IReadOnlyList<long> asked =
            [.. (ofPod?.SupplementalGroups ?? []).Append(ofPod?.FsGroup).OfType<long>()];
        if (uid is null && gid is null && asked.Count == 0)
        {
            return null;
        }

        var runAs = uid ?? agent.Uid;
        var user = users.Find(runAs);
        IEnumerable<long> listed = user is { } known && ofPod?.SupplementalGroupsPolicy != "Strict" ? users.GroupsOf(known.Name) : [];
        var primary = gid ?? (runAs == agent.Uid ? agent.Gid : user?.Gid ?? 0);
        return new ContainerUser(
            runAs, primary, [.. listed.Concat(asked).Where(group => group != primary).Distinct()], user?.Home ?? HomeDefault);
    }

    /// <summary>The messages are the kubelet's.</summary>
    private static void RequireNonRoot(V1Pod pod, V1Container container, long? uid, long agentUid)
    {
        var problem = (uid, agentUid) switch
        {
            (0, _) => "container's runAsUser breaks non-root policy",
            (null, 0) => "container has runAsNonRoot and image will run as root",
            _ => null,
        };
        if (problem is not null)
        {
            var name = $"{pod.Metadata.Name}_{pod.Metadata.NamespaceProperty}({pod.Metadata.Uid})";
            throw new ContainerConfigException(
                ContainerConfigException.ConfigError, $"{problem} (pod: \"{name}\", container: {container.Name})");
        }
    }
}
