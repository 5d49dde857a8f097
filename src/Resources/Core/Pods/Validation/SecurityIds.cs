using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Core.Pods.Validation;

/// <summary>Numbers of users and groups.</summary>
internal static class SecurityIds
{
    public static void Validate(long? id, FieldPath path, FieldErrors errors)
    {
        if (id is < 0 or > int.MaxValue)
        {
            errors.Invalid(path, id, $"must be between 0 and {int.MaxValue}, inclusive");
        }
    }
}
