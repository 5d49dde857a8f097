using k8s.Models;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Core.Pods.Validation;

/// <summary>What a node agent reports of a pod.</summary>
internal static class PodStatusValidation
{
    private static readonly FieldPath Status = FieldPath.Of("status");

    public static void Validate(V1Pod pod, V1Pod old, FieldErrors errors)
    {
        var (status, before) = (pod.Status ?? new V1PodStatus(), old.Status ?? new V1PodStatus());
        foreach (var (index, condition) in (status.Conditions ?? []).Index())
        {
            var type = condition.Type ?? "";
            errors.Invalid(
                FieldPath.Of("metadata").Child("conditions").Index(index).Child("Type"),
                type,
                NameSyntax.QualifiedName(type));
        }

        if (!string.IsNullOrEmpty(status.NominatedNodeName) && status.NominatedNodeName != before.NominatedNodeName)
        {
            errors.Invalid(
                Status.Child("nominatedNodeName"),
                status.NominatedNodeName,
                NameSyntax.DnsSubdomain(status.NominatedNodeName));
        }

        if ((status.QosClass ?? "") != (before.QosClass ?? ""))
        {
            errors.Invalid(Status.Child("qosClass"), status.QosClass ?? "", "field is immutable");
        }

        ValidateTransitions(status, before, old.Spec, errors);
        ValidateAddresses([.. (status.PodIPs ?? []).Select(address => address.Ip ?? "")], Status.Child("podIPs"), errors);
        ValidateHostAddresses(status, errors);
    }

    // A container that has ended for good stays ended.
    private static void ValidateTransitions(V1PodStatus status, V1PodStatus old, V1PodSpec spec, FieldErrors errors)
    {
        var sidecars = (spec.InitContainers ?? []).Where(container => container.RestartPolicy == "Always")
            .Select(container => container.Name).ToHashSet();
        var policy = spec.RestartPolicy ?? "";
        ValidateTransitions(
            status.ContainerStatuses, old.ContainerStatuses, policy, [], Status.Child("containerStatuses"), errors);
        ValidateTransitions(
            status.InitContainerStatuses,
            old.InitContainerStatuses,
            policy,
            sidecars,
            Status.Child("initContainerStatuses"),
            errors);
        ValidateTransitions(
            status.EphemeralContainerStatuses,
            old.EphemeralContainerStatuses,
            "Never",
            [],
            Status.Child("ephemeralContainerStatuses"),
            errors);
    }

    private static void ValidateTransitions(
        IList<V1ContainerStatus>? statuses,
        IList<V1ContainerStatus>? old,
        string policy,
        HashSet<string> restarting,
        FieldPath path,
        FieldErrors errors)
    {
        foreach (var (index, before) in policy == "Always" ? [] : (old ?? []).Index())
        {
            var mayRestart = restarting.Contains(before.Name)
                || (policy == "OnFailure" && before.State?.Terminated?.ExitCode is not 0);
            if (before.State?.Terminated is not null && !mayRestart
                && (statuses ?? []).Any(now => now.Name == before.Name && now.State?.Terminated is null))
            {
                errors.Forbidden(
                    path.Index(index).Child("state"), "may not be transitioned to non-terminated state");
            }
        }
    }

    private static void ValidateHostAddresses(V1PodStatus status, FieldErrors errors)
    {
        if (status.HostIPs is not { Count: > 0 } addresses)
        {
            return;
        }

        var path = Status.Child("hostIPs");
        if (status.HostIP != addresses[0].Ip)
        {
            errors.Invalid(path.Index(0).Child("ip"), addresses[0].Ip ?? "", "must be equal to `hostIP`");
        }

        ValidateAddresses([.. addresses.Select(address => address.Ip ?? "")], path, errors);
    }

    private static void ValidateAddresses(IReadOnlyList<string> addresses, FieldPath path, FieldErrors errors)
    {
        foreach (var (index, address) in addresses.Index())
        {
            AddressSyntax.Validate(address, path.Index(index), errors);
        }

        var isDualStack = addresses.Select(address => address.Contains(':', StringComparison.Ordinal)).Distinct().Count()
            == addresses.Count;
        if (addresses.Count > 1 && !isDualStack)
        {
            errors.Invalid(
                path,
                addresses.Select(address => new V1PodIP { Ip = address }).ToList(),
                "may specify no more than one IP for each IP family");
        }
    }
}
