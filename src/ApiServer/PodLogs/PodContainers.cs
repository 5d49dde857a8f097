using k8s.Models;
using OrleansScheduler.Resources.Status;

namespace OrleansScheduler.ApiServer.PodLogs;

/// <summary>Chooses the container of a pod a request is about.</summary>
internal static class PodContainers
{
    public static string Choose(V1Pod pod, string asked)
    {
        var containers = Names(pod.Spec.Containers?.Select(c => c.Name));
        var init = Names(pod.Spec.InitContainers?.Select(c => c.Name));
        var ephemeral = Names(pod.Spec.EphemeralContainers?.Select(c => c.Name));
        if (asked.Length > 0)
        {
            return containers.Concat(init).Concat(ephemeral).Contains(asked)
                ? asked
                : throw StatusErrors.BadRequest($"container {asked} is not valid for pod {pod.Metadata.Name}");
        }

        return containers.Length == 1
            ? containers[0]
            : throw StatusErrors.BadRequest(
                $"a container name must be specified for pod {pod.Metadata.Name}, choose one of: "
                + $"[{string.Join(' ', containers)}]{Others("init", init)}{Others("ephemeral", ephemeral)}");
    }

    private static string Others(string sort, string[] names) =>
        names.Length == 0 ? "" : $" or one of the {sort} containers: [{string.Join(' ', names)}]";

    private static string[] Names(IEnumerable<string>? names) => [.. names ?? []];
}
