namespace OrleansScheduler.Resources.Core.Secrets;

/// <summary>The types of secrets Kubernetes gives a meaning to, and the keys they carry.</summary>
public static class SecretTypes
{
    public const string Opaque = "Opaque";
    public const string ServiceAccountToken = "kubernetes.io/service-account-token";
    public const string DockerConfigFile = "kubernetes.io/dockercfg";
    public const string DockerConfigJson = "kubernetes.io/dockerconfigjson";
    public const string BasicAuth = "kubernetes.io/basic-auth";
    public const string SshAuth = "kubernetes.io/ssh-auth";
    public const string Tls = "kubernetes.io/tls";

    /// <summary>The annotation of a token's secret that names the account.</summary>
    public const string ServiceAccountNameAnnotation = "kubernetes.io/service-account.name";
}
