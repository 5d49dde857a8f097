using k8s.Models;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.ApiServer.ServiceAccountTokens;

/// <summary>The rules of a TokenRequest that need no other object.</summary>
internal static class TokenRequestValidation
{
    public const long ExpirationSecondsDefault = 3600;

    private const long ExpirationSecondsMin = 600;
    private const long ExpirationSecondsMax = 1L << 32;
    private static readonly FieldPath Expiration = FieldPath.Of("spec").Child("expirationSeconds");
    private static readonly FieldPath Metadata = FieldPath.Of("metadata");

    /// <summary>A body may repeat the names of the path, and no others.</summary>
    public static FieldErrors OfNames(V1ObjectMeta? metadata, string @namespace, string name)
    {
        var errors = new FieldErrors();
        if (!string.IsNullOrEmpty(metadata?.Name) && metadata.Name != name)
        {
            errors.Invalid(Metadata.Child("name"), metadata.Name, "must match the service account name if specified");
        }
        else if (!string.IsNullOrEmpty(metadata?.NamespaceProperty) && metadata.NamespaceProperty != @namespace)
        {
            errors.Invalid(
                Metadata.Child("namespace"),
                metadata.NamespaceProperty,
                "must match the service account namespace if specified");
        }

        return errors;
    }

    public static FieldErrors OfExpiration(long seconds)
    {
        var errors = new FieldErrors();
        if (seconds < ExpirationSecondsMin)
        {
            errors.Invalid(Expiration, seconds, "may not specify a duration less than 10 minutes");
        }
        else if (seconds > ExpirationSecondsMax)
        {
            errors.Invalid(Expiration, seconds, "may not specify a duration larger than 2^32 seconds");
        }

        return errors;
    }
}
