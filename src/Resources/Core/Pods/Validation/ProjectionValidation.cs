using k8s.Models;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Core.Pods.Validation;

/// <summary>Volumes that gather files of several sources; no two may claim one path.</summary>
internal static class ProjectionValidation
{
    private const long TokenSecondsMin = 600;
    private const long TokenSecondsMax = 1L << 32;

    public static void Validate(V1ProjectedVolumeSource projected, FieldPath path, FieldErrors errors)
    {
        var paths = new HashSet<string>();
        foreach (var (index, source) in (projected.Sources ?? []).Index())
        {
            Validate(source, paths, path, path.Child("sources").Index(index), errors);
        }
    }

    private static void Validate(
        V1VolumeProjection source, HashSet<string> paths, FieldPath volume, FieldPath path, FieldErrors errors)
    {
        if (source.Secret is { } secret)
        {
            FileVolumeValidation.Named(secret.Name, path.Child("secret", "name"), errors);
            FileVolumeValidation.ValidateItems(secret.Items, path.Child("secret", "items"), errors);
            Claim(secret.Items?.Select(item => item.Path), secret.Name, paths, volume, errors);
        }

        if (source.ConfigMap is { } configMap)
        {
            FileVolumeValidation.Named(configMap.Name, path.Child("configMap", "name"), errors);
            FileVolumeValidation.ValidateItems(configMap.Items, path.Child("configMap", "items"), errors);
            Claim(configMap.Items?.Select(item => item.Path), configMap.Name, paths, volume, errors);
        }

        if (source.DownwardAPI is { } downward)
        {
            FileVolumeValidation.ValidateFiles(downward.Items, path.Child("downwardAPI"), errors);
            Claim(downward.Items?.Select(item => item.Path), null, paths, volume, errors);
        }

        if (source.ServiceAccountToken is { } token)
        {
            ValidateToken(token, volume, path.Child("serviceAccountToken"), errors);
        }

        if (source.ClusterTrustBundle is { } bundle)
        {
            ValidateBundle(bundle, path.Child("clusterTrustBundle"), errors);
            Claim([bundle.Path], null, paths, volume, errors);
        }

        object?[] given =
        [
            source.Secret, source.ConfigMap, source.DownwardAPI, source.ServiceAccountToken,
            source.ClusterTrustBundle, source.PodCertificate,
        ];
        if (given.Count(one => one is not null) > 1)
        {
            errors.Forbidden(path, "may not specify more than 1 volume type per source");
        }
    }

    private static void ValidateToken(
        V1ServiceAccountTokenProjection token, FieldPath volume, FieldPath path, FieldErrors errors)
    {
        if (token.ExpirationSeconds < TokenSecondsMin)
        {
            errors.Invalid(
                path.Child("expirationSeconds"),
                token.ExpirationSeconds,
                "may not specify a duration less than 10 minutes");
        }
        else if (token.ExpirationSeconds > TokenSecondsMax)
        {
            errors.Invalid(
                path.Child("expirationSeconds"),
                token.ExpirationSeconds,
                "may not specify a duration larger than 2^32 seconds");
        }

        FileVolumeValidation.Named(token.Path, volume.Child("path"), errors);
        PathSyntax.ValidateNotReserved(token.Path ?? "", volume.Child("path"), errors);
    }

    private static void ValidateBundle(V1ClusterTrustBundleProjection bundle, FieldPath path, FieldErrors errors)
    {
        if (bundle is { Name: not null, SignerName: not null })
        {
            errors.Invalid(path, bundle, "only one of name and signerName may be used");
        }
        else if (bundle is { Name: null, SignerName: null })
        {
            errors.Required(path, "either name or signerName must be specified");
        }

        FileVolumeValidation.Named(bundle.Path, path.Child("path"), errors);
        PathSyntax.ValidateNotReserved(bundle.Path ?? "", path.Child("path"), errors);
    }

    private static void Claim(
        IEnumerable<string?>? wanted, string? owner, HashSet<string> paths, FieldPath volume, FieldErrors errors)
    {
        foreach (var path in wanted ?? [])
        {
            if (!string.IsNullOrEmpty(path) && !paths.Add(path))
            {
                errors.Invalid(volume, owner ?? path, "conflicting duplicate paths");
            }
        }
    }
}
