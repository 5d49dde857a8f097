using k8s.Models;
using OrleansScheduler.Resources.Json;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Core.Secrets;

/// <summary>What a Secret may hold, and must hold for its type.</summary>
internal static class SecretValidation
{
    private const int TotalBytesMax = 1024 * 1024;
    private const string Redacted = "<secret contents redacted>";

    private static readonly FieldPath Data = FieldPath.Of("data");

    public static FieldErrors Validate(V1Secret secret)
    {
        var errors = new FieldErrors();
        ObjectMetaValidation.Validate(secret.Metadata, isNamespaced: true, NameRules.DnsSubdomain, errors);
        ValidateData(secret, errors);
        ValidateType(secret, errors);
        return errors;
    }

    public static FieldErrors ValidateUpdate(V1Secret secret, V1Secret old)
    {
        var errors = new FieldErrors();
        ObjectMetaValidation.ValidateUpdate(secret.Metadata, old.Metadata, errors);
        if (secret.Type != old.Type)
        {
            errors.Invalid(FieldPath.Of("type"), secret.Type, "field is immutable");
        }

        if (old.Immutable == true)
        {
            ImmutableData.Flag(secret.Immutable, errors);
            ImmutableData.Same("data", secret.Data, old.Data, errors);
        }

        errors.AddRange(Validate(secret));
        return errors;
    }

    private static void ValidateData(V1Secret secret, FieldErrors errors)
    {
        var total = 0L;
        foreach (var (key, value) in secret.Data.InKeyOrder())
        {
            foreach (var problem in NameSyntax.ConfigKey(key))
            {
                errors.Invalid(Data.Key(key), key, problem);
            }

            total += value?.Length ?? 0;
        }

        if (total > TotalBytesMax)
        {
            errors.TooLong(Data, TotalBytesMax);
        }
    }

    private static void ValidateType(V1Secret secret, FieldErrors errors)
    {
        switch (secret.Type)
        {
            case SecretTypes.ServiceAccountToken:
                ValidateAccountName(secret, errors);
                break;
            case SecretTypes.DockerConfigFile:
                ValidateJson(secret, ".dockercfg", errors);
                break;
            case SecretTypes.DockerConfigJson:
                ValidateJson(secret, ".dockerconfigjson", errors);
                break;
            case SecretTypes.BasicAuth when Find(secret, "username") is null && Find(secret, "password") is null:
                errors.Required(Data.Key("username"));
                errors.Required(Data.Key("password"));
                break;
            case SecretTypes.SshAuth when Find(secret, "ssh-privatekey") is not { Length: > 0 }:
                errors.Required(Data.Key("ssh-privatekey"));
                break;
            case SecretTypes.Tls:
                Require(secret, "tls.crt", errors);
                Require(secret, "tls.key", errors);
                break;
            default:
                break;
        }
    }

    private static void ValidateAccountName(V1Secret secret, FieldErrors errors)
    {
        var name = secret.Metadata.Annotations?
            .FirstOrDefault(entry => entry.Key == SecretTypes.ServiceAccountNameAnnotation).Value;
        if (string.IsNullOrEmpty(name))
        {
            errors.Required(
                FieldPath.Of("metadata").Child("annotations").Key(SecretTypes.ServiceAccountNameAnnotation));
        }
    }

    private static void ValidateJson(V1Secret secret, string key, FieldErrors errors)
    {
        if (Find(secret, key) is not { } bytes)
        {
            errors.Required(Data.Key(key));
            return;
        }

        if (GoJson.ExplainMap(bytes) is { } problem)
        {
            errors.Invalid(Data.Key(key), Redacted, problem);
        }
    }

    private static void Require(V1Secret secret, string key, FieldErrors errors)
    {
        if (Find(secret, key) is null)
        {
            errors.Required(Data.Key(key));
        }
    }

    private static byte[]? Find(V1Secret secret, string key) =>
        secret.Data is { } data && data.TryGetValue(key, out var value) ? value : null;
}
