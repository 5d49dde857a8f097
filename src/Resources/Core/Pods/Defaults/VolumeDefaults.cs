using k8s.Models;

namespace OrleansScheduler.Resources.Core.Pods.Defaults;

/// <summary>The defaults of a pod's volumes.</summary>
internal static class VolumeDefaults
{
    /// <summary>rw-r--r--</summary>
    private const int FileMode = 0b110_100_100;

    private const long TokenExpirationSeconds = 3600;
    private const int CertificateExpirationSeconds = 86400;

    public static void Apply(V1Volume volume)
    {
        if (VolumeSources.Of(volume).Count == 0)
        {
            volume.EmptyDir = new V1EmptyDirVolumeSource();
        }

        ApplyToFiles(volume);
        ApplyToProjection(volume.Projected);
        ApplyToClaim(volume.Ephemeral?.VolumeClaimTemplate);
        ApplyToNetworkDisks(volume);
        if (volume.Image is { } image)
        {
            image.PullPolicy = ContainerDefaults.PullPolicy(image.PullPolicy, image.Reference);
        }
    }

    private static void ApplyToFiles(V1Volume volume)
    {
        if (volume.Secret is { } secret)
        {
            secret.DefaultMode ??= FileMode;
        }

        if (volume.ConfigMap is { } configMap)
        {
            configMap.DefaultMode ??= FileMode;
        }

        if (volume.DownwardAPI is { } downward)
        {
            downward.DefaultMode ??= FileMode;
            DownwardDefaults.Apply(downward.Items);
        }

        if (volume.HostPath is { } hostPath)
        {
            hostPath.Type ??= "";
        }
    }

    private static void ApplyToProjection(V1ProjectedVolumeSource? projected)
    {
        if (projected is null)
        {
            return;
        }

        projected.DefaultMode ??= FileMode;
        foreach (var source in projected.Sources ?? [])
        {
            DownwardDefaults.Apply(source.DownwardAPI?.Items);
            if (source.ServiceAccountToken is { } token)
            {
                token.ExpirationSeconds ??= TokenExpirationSeconds;
            }

            if (source.PodCertificate is { } certificate)
            {
                certificate.MaxExpirationSeconds ??= CertificateExpirationSeconds;
            }
        }
    }

    private static void ApplyToClaim(V1PersistentVolumeClaimTemplate? template)
    {
        if (template is null)
        {
            return;
        }

        template.Metadata ??= new V1ObjectMeta();
        template.Spec ??= new V1PersistentVolumeClaimSpec();
        template.Spec.Resources ??= new V1VolumeResourceRequirements();
        template.Spec.VolumeMode ??= "Filesystem";
    }

    private static void ApplyToNetworkDisks(V1Volume volume)
    {
        if (volume.Iscsi is { } iscsi)
        {
            iscsi.IscsiInterface = PodSpecDefaults.OrDefault(iscsi.IscsiInterface, "default");
        }

        if (volume.Rbd is { } rbd)
        {
            rbd.Pool = PodSpecDefaults.OrDefault(rbd.Pool, "rbd");
            rbd.User = PodSpecDefaults.OrDefault(rbd.User, "admin");
            rbd.Keyring = PodSpecDefaults.OrDefault(rbd.Keyring, "/etc/ceph/keyring");
        }

        if (volume.AzureDisk is { } disk)
        {
            disk.CachingMode ??= "ReadWrite";
            disk.Kind ??= "Shared";
            disk.FsType ??= "ext4";
            disk.ReadOnlyProperty ??= false;
        }

        if (volume.ScaleIO is { } scaleIO)
        {
            scaleIO.StorageMode = PodSpecDefaults.OrDefault(scaleIO.StorageMode, "ThinProvisioned");
            scaleIO.FsType = PodSpecDefaults.OrDefault(scaleIO.FsType, "xfs");
        }
    }
}
