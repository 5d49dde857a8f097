using System.Text.RegularExpressions;
using k8s.Models;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Core.Pods.Validation;

/// <summary>Kernel parameters of a pod.</summary>
internal static partial class SysctlValidation
{
    private const int NameLengthMax = 253;
    private const string Segment = "[a-z0-9]([-_a-z0-9]*[a-z0-9])?";
    private const string Pattern = "^(" + Segment + @"[\./])*" + Segment + "$";

    public static void Validate(V1PodSpec spec, FieldPath path, FieldErrors errors)
    {
        var names = new HashSet<string>();
        foreach (var (index, sysctl) in (spec.SecurityContext.Sysctls ?? []).Index())
        {
            var (name, field) = (sysctl.Name ?? "", path.Index(index).Child("name"));
            if (name.Length == 0)
            {
                errors.Required(field);
            }
            else if (name.Length > NameLengthMax || !Name().IsMatch(name))
            {
                errors.Invalid(
                    field, name, $"must have at most {NameLengthMax} characters and match regex {Pattern}");
            }
            else if (!names.Add(name))
            {
                errors.Duplicate(field, name);
            }

            ValidateNamespace(name.Replace('/', '.'), name, spec, field, errors);
        }
    }

    private static void ValidateNamespace(
        string dotted, string name, V1PodSpec spec, FieldPath path, FieldErrors errors)
    {
        if (spec.HostNetwork is true && dotted.StartsWith("net.", StringComparison.Ordinal))
        {
            errors.Invalid(path, name, "may not be specified when 'hostNetwork' is true");
        }
        else if (spec.HostIPC is true
            && (dotted.StartsWith("kernel.shm", StringComparison.Ordinal)
                || dotted.StartsWith("kernel.msg", StringComparison.Ordinal)
                || dotted.StartsWith("fs.mqueue.", StringComparison.Ordinal)
                || dotted == "kernel.sem"))
        {
            errors.Invalid(path, name, "may not be specified when 'hostIPC' is true");
        }
    }

    [GeneratedRegex(Pattern)]
    private static partial Regex Name();
}
