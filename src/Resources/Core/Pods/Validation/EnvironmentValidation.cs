using k8s.Models;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Core.Pods.Validation;

/// <summary>A container's environment variables and where their values come from.</summary>
internal static class EnvironmentValidation
{
    private const string OneSource =
        "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`";

    public static void Validate(V1Container container, PodScope scope, FieldPath path, FieldErrors errors)
    {
        foreach (var (index, variable) in (container.Env ?? []).Index())
        {
            var variablePath = path.Child("env").Index(index);
            if (string.IsNullOrEmpty(variable.Name))
            {
                errors.Required(variablePath.Child("name"));
            }
            else
            {
                errors.Invalid(variablePath.Child("name"), variable.Name, NameProblems(variable.Name));
            }

            if (variable.ValueFrom is { } source)
            {
                Validate(variable, source, scope, variablePath.Child("valueFrom"), errors);
            }
        }

        ValidateBulk(container.EnvFrom, path.Child("envFrom"), errors);
    }

    private static void Validate(
        V1EnvVar variable, V1EnvVarSource source, PodScope scope, FieldPath path, FieldErrors errors)
    {
        if (source.FieldRef is { } field)
        {
            DownwardValidation.ValidateInEnvironment(field, path.Child("fieldRef"), errors);
        }

        if (source.ResourceFieldRef is { } resource)
        {
            DownwardValidation.Validate(resource, isVolume: false, path.Child("resourceFieldRef"), errors);
        }

        if (source.ConfigMapKeyRef is { } configMap)
        {
            Key(configMap.Name, configMap.Key, path.Child("configMapKeyRef"), errors);
        }

        if (source.SecretKeyRef is { } secret)
        {
            Key(secret.Name, secret.Key, path.Child("secretKeyRef"), errors);
        }

        if (source.FileKeyRef is { } file)
        {
            File(file, scope, path.Child("fileKeyRef"), errors);
        }

        object?[] sources =
            [source.FieldRef, source.ResourceFieldRef, source.ConfigMapKeyRef, source.SecretKeyRef, source.FileKeyRef];
        switch (sources.Count(given => given is not null))
        {
            case 0:
                errors.Invalid(path, "", OneSource);
                break;
            case > 0 when !string.IsNullOrEmpty(variable.Value):
                errors.Invalid(path, "", "may not be specified when `value` is not empty");
                break;
            case > 1:
                errors.Invalid(path, "", "may not have more than one field specified at a time");
                break;
            default:
                break;
        }
    }

    private static void Key(string? name, string? key, FieldPath path, FieldErrors errors)
    {
        errors.Invalid(path.Child("name"), name ?? "", NameSyntax.DnsSubdomain(name ?? ""));
        if (string.IsNullOrEmpty(key))
        {
            errors.Required(path.Child("key"));
        }
        else
        {
            errors.Invalid(path.Child("key"), key, NameSyntax.ConfigKey(key));
        }
    }

    private static void File(V1FileKeySelector file, PodScope scope, FieldPath path, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(file.Key))
        {
            errors.Required(path.Child("key"));
        }
        else
        {
            errors.Invalid(path.Child("key"), file.Key, NameProblems(file.Key));
        }

        if (string.IsNullOrEmpty(file.VolumeName))
        {
            errors.Required(path.Child("volumeName"));
        }
        else if (!scope.Volumes.ContainsKey(file.VolumeName))
        {
            errors.NotFound(path.Child("volumeName"), file.VolumeName);
        }

        if (string.IsNullOrEmpty(file.Path))
        {
            errors.Required(path.Child("path"));
        }
        else
        {
            PathSyntax.ValidateNotReserved(file.Path, path.Child("path"), errors);
        }
    }

    private static void ValidateBulk(IList<V1EnvFromSource>? sources, FieldPath path, FieldErrors errors)
    {
        foreach (var (index, source) in (sources ?? []).Index())
        {
            var sourcePath = path.Index(index);
            if (!string.IsNullOrEmpty(source.Prefix))
            {
                errors.Invalid(sourcePath.Child("prefix"), source.Prefix, NameProblems(source.Prefix));
            }

            Reference(source.ConfigMapRef, source.ConfigMapRef?.Name, sourcePath.Child("configMapRef", "name"), errors);
            Reference(source.SecretRef, source.SecretRef?.Name, sourcePath.Child("secretRef", "name"), errors);
            if (source is { ConfigMapRef: null, SecretRef: null })
            {
                errors.Invalid(path, "", "must specify one of: `configMapRef` or `secretRef`");
            }
            else if (source is { ConfigMapRef: not null, SecretRef: not null })
            {
                errors.Invalid(path, "", "may not have more than one field specified at a time");
            }
        }
    }

    private static void Reference(object? reference, string? name, FieldPath path, FieldErrors errors)
    {
        if (reference is null)
        {
            return;
        }

        if (string.IsNullOrEmpty(name))
        {
            errors.Required(path);
        }
        else
        {
            errors.Invalid(path, name, NameSyntax.DnsSubdomain(name));
        }
    }

    private static IReadOnlyList<string> NameProblems(string name) => name.All(c => c is >= ' ' and <= '~' and not '=')
        ? []
        : ["a valid environment variable name must consist only of printable ASCII characters other than '='"];
}
