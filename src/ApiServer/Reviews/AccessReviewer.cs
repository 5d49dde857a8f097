using k8s.Models;
using OrleansScheduler.ApiServer.Authorization;
using OrleansScheduler.ApiServer.Requests;
using OrleansScheduler.Resources.Registry;
using OrleansScheduler.Resources.Status;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.ApiServer.Reviews;

/// <summary>Asks the authorizer on behalf of access reviews.</summary>
internal sealed class AccessReviewer(IAuthorizer authorizer)
{
    public async Task<V1SubjectAccessReviewStatus> ReviewAsync(
        UserIdentity user,
        V1ResourceAttributes? resource,
        V1NonResourceAttributes? path,
        CancellationToken cancellationToken)
    {
        var access = new AccessAttributes(user, resource is null ? InfoOf(path!) : InfoOf(resource));
        return new V1SubjectAccessReviewStatus
        {
            Allowed = await authorizer.IsAllowedAsync(access, cancellationToken),
        };
    }

    /// <summary>A review is about a resource or about a path.</summary>
    public static void EnsureOneSubject(
        string kind, V1ResourceAttributes? resource, V1NonResourceAttributes? path, FieldErrors errors)
    {
        var spec = FieldPath.Of("spec");
        if (resource is not null && path is not null)
        {
            errors.Invalid(
                spec.Child("nonResourceAttributes"),
                path,
                "cannot be specified in combination with resourceAttributes");
        }

        if (resource is null && path is null)
        {
            errors.Invalid(
                spec.Child("resourceAttributes"),
                null,
                "exactly one of nonResourceAttributes or resourceAttributes must be specified");
        }

        if (errors.Count > 0)
        {
            throw StatusErrors.Invalid("authorization.k8s.io", kind, "", errors);
        }
    }

    private static RequestInfo InfoOf(V1NonResourceAttributes path) =>
        new() { Path = path.Path ?? "", Verb = path.Verb ?? "" };

    private static RequestInfo InfoOf(V1ResourceAttributes resource) => new()
    {
        Path = "",
        IsResource = true,
        Verb = resource.Verb ?? "",
        Group = resource.Group ?? "",
        Version = resource.Version ?? "",
        Resource = resource.Resource ?? "",
        Subresource = resource.Subresource ?? "",
        Namespace = resource.NamespaceProperty ?? "",
        Name = resource.Name ?? "",
    };
}
