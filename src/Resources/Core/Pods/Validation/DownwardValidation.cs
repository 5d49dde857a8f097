using k8s.Models;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Core.Pods.Validation;

/// <summary>References to the pod's own fields and resources.</summary>
internal static class DownwardValidation
{
    private static readonly string[] InEnvironment =
    [
        "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName",
        "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs",
    ];

    private static readonly string[] InVolume =
        ["metadata.annotations", "metadata.labels", "metadata.name", "metadata.namespace", "metadata.uid"];

    private static readonly string[] Known = [.. InEnvironment.Union(InVolume), "spec.restartPolicy", "status.phase"];

    private static readonly string[] Resources =
    [
        "limits.cpu", "limits.ephemeral-storage", "limits.memory",
        "requests.cpu", "requests.ephemeral-storage", "requests.memory",
    ];

    private static readonly string[] ByteDivisors =
        ["1", "1k", "1M", "1G", "1T", "1P", "1E", "1Ki", "1Mi", "1Gi", "1Ti", "1Pi", "1Ei"];

    public static void ValidateInEnvironment(V1ObjectFieldSelector field, FieldPath path, FieldErrors errors) =>
        Validate(field, InEnvironment, path, errors);

    public static void ValidateInVolume(V1ObjectFieldSelector field, FieldPath path, FieldErrors errors) =>
        Validate(field, InVolume, path, errors);

    public static void Validate(V1ResourceFieldSelector field, bool isVolume, FieldPath path, FieldErrors errors)
    {
        var resource = field.Resource ?? "";
        if (isVolume && string.IsNullOrEmpty(field.ContainerName))
        {
            errors.Required(path.Child("containerName"));
        }
        else if (resource.Length == 0)
        {
            errors.Required(path.Child("resource"));
        }
        else if (!Resources.Contains(resource) && !IsHugePages(resource))
        {
            errors.NotSupported(path.Child("resource"), resource, Resources);
        }

        ValidateDivisor(resource, field.Divisor, path.Child("divisor"), errors);
    }

    private static void Validate(V1ObjectFieldSelector field, string[] supported, FieldPath path, FieldErrors errors)
    {
        var text = field.FieldPath ?? "";
        if (text.Length == 0)
        {
            errors.Required(path.Child("fieldPath"));
            return;
        }

        var bracket = text.IndexOf("['", StringComparison.Ordinal);
        var hasSubscript = bracket >= 0 && text.EndsWith("']", StringComparison.Ordinal);
        var name = hasSubscript ? text[..bracket] : text;
        if (!Known.Contains(name) || (hasSubscript && name is not ("metadata.labels" or "metadata.annotations")))
        {
            errors.Invalid(
                path.Child("fieldPath"), text, $"error converting fieldPath: field label not supported: {text}");
        }
        else if (hasSubscript)
        {
            var key = text[(bracket + 2)..^2];
            key = name == "metadata.annotations" ? key.ToLowerInvariant() : key;
            errors.Invalid(path, key, NameSyntax.QualifiedName(key));
        }
        else if (!supported.Contains(name))
        {
            errors.NotSupported(path.Child("fieldPath"), name, supported);
        }
    }

    private static void ValidateDivisor(string resource, ResourceQuantity? divisor, FieldPath path, FieldErrors errors)
    {
        if (divisor is null || divisor.ToDecimal() == 0)
        {
            return;
        }

        var text = divisor.CanonicalizeString();
        var kind = resource switch
        {
            "limits.cpu" or "requests.cpu" => "cpu",
            "limits.memory" or "requests.memory" => "memory",
            "limits.ephemeral-storage" or "requests.ephemeral-storage" => "local ephemeral storage",
            _ when IsHugePages(resource) => "hugepages",
            _ => "",
        };
        if (kind == "cpu" && text is not ("1m" or "1"))
        {
            errors.Invalid(path, resource, "only divisor's values 1m and 1 are supported with the cpu resource");
        }
        else if (kind is not ("" or "cpu") && !ByteDivisors.Contains(text))
        {
            errors.Invalid(
                path,
                resource,
                $"only divisor's values {string.Join(", ", ByteDivisors)} are supported with the {kind} resource");
        }
    }

    private static bool IsHugePages(string resource) =>
        resource.StartsWith("limits.hugepages-", StringComparison.Ordinal)
        || resource.StartsWith("requests.hugepages-", StringComparison.Ordinal);
}
