using k8s.Models;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Core.Pods.Validation;

/// <summary>Volumes on network disks and file servers.</summary>
internal static class DiskVolumeValidation
{
    public static void Validate(object source, FieldPath path, FieldErrors errors)
    {
        foreach (var (name, value) in RequiredFields(source))
        {
            FileVolumeValidation.Named(value, path.Child(name), errors);
        }

        switch (source)
        {
            case V1NFSVolumeSource nfs when nfs.Path?.StartsWith('/') is not true:
                errors.Invalid(path.Child("path"), nfs.Path ?? "", "must be an absolute path");
                break;
            case V1ISCSIVolumeSource { Lun: < 0 or > 255 } iscsi:
                errors.Invalid(path.Child("lun"), iscsi.Lun, "must be between 0 and 255, inclusive");
                break;
            case V1GitRepoVolumeSource git:
                PathSyntax.ValidateDescending(git.Directory ?? "", path.Child("directory"), errors);
                break;
            case V1FCVolumeSource { TargetWWNs: not { Count: > 0 }, Wwids: not { Count: > 0 } }:
                errors.Required(path.Child("targetWWNs"), "must specify either targetWWNs or wwids, but not both");
                break;
            case V1FlexVolumeSource flex:
                ValidateOptions(flex, path.Child("options"), errors);
                break;
            case V1FlockerVolumeSource flocker
                when string.IsNullOrEmpty(flocker.DatasetName) && string.IsNullOrEmpty(flocker.DatasetUUID):
                errors.Required(path, "one of datasetName and datasetUUID is required");
                break;
            default:
                break;
        }
    }

    private static IEnumerable<(string Name, string? Value)> RequiredFields(object source) => source switch
    {
        V1NFSVolumeSource nfs => [("server", nfs.Server), ("path", nfs.Path)],
        V1ISCSIVolumeSource iscsi => [("targetPortal", iscsi.TargetPortal), ("iqn", iscsi.Iqn)],
        V1GitRepoVolumeSource git => [("repository", git.Repository)],
        V1GCEPersistentDiskVolumeSource disk => [("pdName", disk.PdName)],
        V1AWSElasticBlockStoreVolumeSource disk => [("volumeID", disk.VolumeID)],
        V1GlusterfsVolumeSource gluster => [("endpoints", gluster.Endpoints), ("path", gluster.Path)],
        V1RBDVolumeSource rbd => [("monitors", rbd.Monitors?.FirstOrDefault()), ("image", rbd.Image)],
        V1CephFSVolumeSource ceph => [("monitors", ceph.Monitors?.FirstOrDefault())],
        V1CinderVolumeSource cinder => [("volumeID", cinder.VolumeID)],
        V1FlexVolumeSource flex => [("driver", flex.Driver)],
        V1AzureFileVolumeSource file => [("secretName", file.SecretName), ("shareName", file.ShareName)],
        V1AzureDiskVolumeSource disk => [("diskName", disk.DiskName), ("diskURI", disk.DiskURI)],
        V1VsphereVirtualDiskVolumeSource disk => [("volumePath", disk.VolumePath)],
        V1PhotonPersistentDiskVolumeSource disk => [("pdID", disk.PdID)],
        V1PortworxVolumeSource disk => [("volumeID", disk.VolumeID)],
        V1QuobyteVolumeSource quobyte => [("registry", quobyte.Registry), ("volume", quobyte.Volume)],
        V1StorageOSVolumeSource storage => [("volumeName", storage.VolumeName)],
        V1ScaleIOVolumeSource scale =>
            [("gateway", scale.Gateway), ("system", scale.System), ("volumeName", scale.VolumeName)],
        V1CSIVolumeSource csi => [("driver", csi.Driver)],
        _ => [],
    };

    private static void ValidateOptions(V1FlexVolumeSource flex, FieldPath path, FieldErrors errors)
    {
        foreach (var key in (flex.Options?.Keys ?? []).Order(StringComparer.Ordinal))
        {
            var domain = "." + key.Split('/', 2)[0].ToLowerInvariant();
            if (domain.EndsWith(".kubernetes.io", StringComparison.Ordinal)
                || domain.EndsWith(".k8s.io", StringComparison.Ordinal))
            {
                errors.Invalid(path.Key(key), key, "kubernetes.io and k8s.io namespaces are reserved");
            }
        }
    }
}
