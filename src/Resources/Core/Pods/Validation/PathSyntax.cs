using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Core.Pods.Validation;

/// <summary>Paths that must stay inside a volume.</summary>
internal static class PathSyntax
{
    private const string Backstep = "..";

    /// <summary>Relative, and never upwards.</summary>
    public static void ValidateDescending(string path, FieldPath field, FieldErrors errors)
    {
        if (path.StartsWith('/'))
        {
            errors.Invalid(field, path, "must be a relative path");
        }

        ValidateNoBacksteps(path, field, errors);
    }

    /// <summary>As <see cref="ValidateDescending"/>; names that begin with two dots belong to the agent.</summary>
    public static void ValidateNotReserved(string path, FieldPath field, FieldErrors errors)
    {
        ValidateDescending(path, field, errors);
        if (path.StartsWith(Backstep, StringComparison.Ordinal) && !path.StartsWith("../", StringComparison.Ordinal)
            && path != Backstep)
        {
            errors.Invalid(field, path, "must not start with '..'");
        }
    }

    public static void ValidateNoBacksteps(string path, FieldPath field, FieldErrors errors)
    {
        if (HasBacksteps(path))
        {
            errors.Invalid(field, path, "must not contain '..'");
        }
    }

    public static bool HasBacksteps(string path) => path.Split('/').Contains(Backstep);
}
