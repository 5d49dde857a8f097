using k8s.Models;
using OrleansScheduler.Resources.Status;

namespace OrleansScheduler.ApiServer.Authorization;

/// <summary>Kubernetes' words for a request the user may not make.</summary>
internal static class Forbidden
{
    public static StatusException For(AccessAttributes access) => new(new V1Status
    {
        Status = "Failure",
        Code = 403,
        Reason = "Forbidden",
        Message = access.IsResource ? ResourceMessage(access) : PathMessage(access),
        Details = access.IsResource
            ? new V1StatusDetails { Name = access.Name, Group = access.Group, Kind = access.Resource }
            : new V1StatusDetails(),
    });

    private static string PathMessage(AccessAttributes access) =>
        $"forbidden: User \"{access.User.Name}\" cannot {access.Verb} path \"{access.Path}\"";

    private static string ResourceMessage(AccessAttributes access)
    {
        var groupResource = access.Group.Length == 0 ? access.Resource : $"{access.Resource}.{access.Group}";
        var subject = access.Name.Length == 0 ? groupResource : $"{groupResource} \"{access.Name}\"";
        var resource = access.Subresource.Length == 0 ? access.Resource : $"{access.Resource}/{access.Subresource}";
        var scope = access.Namespace.Length == 0
            ? "at the cluster scope"
            : $"in the namespace \"{access.Namespace}\"";
        return $"{subject} is forbidden: User \"{access.User.Name}\" cannot {access.Verb} resource \"{resource}\" "
            + $"in API group \"{access.Group}\" {scope}";
    }
}
