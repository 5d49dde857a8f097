using k8s.Models;
using OrleansScheduler.Resources.Registry;

namespace OrleansScheduler.Resources.Admission.Plugins;

/// <summary>The volume with which a container reaches the API: token, CA certificate and namespace.</summary>
internal static class TokenVolume
{
    private const string NamePrefix = "kube-api-access-";
    private const string MountPath = "/var/run/secrets/kubernetes.io/serviceaccount";
    private const string RootCertificates = "kube-root-ca.crt";

    // One hour, and a margin that tells these tokens from those a user asked for.
    private const long ExpirationSeconds = 3607;
    private const int FileMode = 0x1a4; // octal 0644

    public static void Mount(V1PodSpec spec, IdGenerator ids)
    {
        var existing = spec.Volumes?.FirstOrDefault(
            volume => volume.Name?.StartsWith(NamePrefix, StringComparison.Ordinal) == true);
        var name = existing?.Name ?? NamePrefix + ids.Suffix();
        var isNeeded = false;
        foreach (var container in (spec.InitContainers ?? []).Concat(spec.Containers ?? []))
        {
            isNeeded |= MountInto(container, name);
        }

        if (isNeeded && existing is null)
        {
            spec.Volumes ??= [];
            spec.Volumes.Add(new V1Volume { Name = name, Projected = Source() });
        }
    }

    private static bool MountInto(V1Container container, string name)
    {
        if (container.VolumeMounts?.Any(mount => mount.MountPath == MountPath) == true)
        {
            return false;
        }

        container.VolumeMounts ??= [];
        container.VolumeMounts.Add(new V1VolumeMount { Name = name, MountPath = MountPath, ReadOnlyProperty = true });
        return true;
    }

    private static V1ProjectedVolumeSource Source() => new()
    {
        DefaultMode = FileMode,
        Sources =
        [
            new V1VolumeProjection
            {
                ServiceAccountToken = new V1ServiceAccountTokenProjection
                {
                    Path = "token",
                    ExpirationSeconds = ExpirationSeconds,
                },
            },
            new V1VolumeProjection
            {
                ConfigMap = new V1ConfigMapProjection
                {
                    Name = RootCertificates,
                    Items = [new V1KeyToPath { Key = "ca.crt", Path = "ca.crt" }],
                },
            },
            new V1VolumeProjection { DownwardAPI = new V1DownwardAPIProjection { Items = [NamespaceFile()] } },
        ],
    };

    private static V1DownwardAPIVolumeFile NamespaceFile() => new()
    {
        Path = "namespace",
        FieldRef = new V1ObjectFieldSelector { ApiVersion = "v1", FieldPath = "metadata.namespace" },
    };
}
