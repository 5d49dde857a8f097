using System.Text;
using k8s.Models;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Core.ConfigMaps;

/// <summary>What a ConfigMap may hold.</summary>
internal static class ConfigMapValidation
{
    private const int TotalBytesMax = 1024 * 1024;

    public static FieldErrors Validate(V1ConfigMap map)
    {
        var errors = new FieldErrors();
        ObjectMetaValidation.Validate(map.Metadata, isNamespaced: true, NameRules.DnsSubdomain, errors);
        ValidateData(map, errors);
        return errors;
    }

    public static FieldErrors ValidateUpdate(V1ConfigMap map, V1ConfigMap old)
    {
        var errors = new FieldErrors();
        ObjectMetaValidation.ValidateUpdate(map.Metadata, old.Metadata, errors);
        if (old.Immutable == true)
        {
            ImmutableData.Flag(map.Immutable, errors);
            ImmutableData.Same("data", map.Data, old.Data, errors);
            ImmutableData.Same("binaryData", map.BinaryData, old.BinaryData, errors);
        }

        // Kubernetes checks the whole object again, so the metadata's problems are told twice.
        errors.AddRange(Validate(map));
        return errors;
    }

    private static void ValidateData(V1ConfigMap map, FieldErrors errors)
    {
        var total = 0L;
        foreach (var (key, value) in map.Data.InKeyOrder())
        {
            var path = FieldPath.Of("data").Key(key);
            ValidateKey(key, path, errors);
            if (map.BinaryData?.ContainsKey(key) == true)
            {
                errors.Invalid(path, key, "duplicate of key present in binaryData");
            }

            total += Encoding.UTF8.GetByteCount(value ?? "");
        }

        foreach (var (key, value) in map.BinaryData.InKeyOrder())
        {
            ValidateKey(key, FieldPath.Of("binaryData").Key(key), errors);
            total += value?.Length ?? 0;
        }

        if (total > TotalBytesMax)
        {
            errors.TooLong(FieldPath.Of(""), TotalBytesMax);
        }
    }

    private static void ValidateKey(string key, FieldPath path, FieldErrors errors)
    {
        foreach (var problem in NameSyntax.ConfigKey(key))
        {
            errors.Invalid(path, key, problem);
        }
    }
}
