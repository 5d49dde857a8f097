using k8s.Models;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Core.Pods.Validation;

/// <summary>A pod's volumes: each has a name and exactly one source.</summary>
internal static class VolumeValidation
{
    private const string OneSource = "may not specify more than 1 volume type";

    /// <summary>The volumes a container may mount: those without faults.</summary>
    public static IReadOnlyDictionary<string, V1Volume> Validate(
        IList<V1Volume>? volumes, string? podName, FieldPath path, FieldErrors errors)
    {
        var good = new Dictionary<string, V1Volume>();
        var made = (volumes ?? []).Where(volume => volume.Ephemeral is not null && !string.IsNullOrEmpty(podName))
            .Select(volume => $"{podName}-{volume.Name}").ToHashSet();
        foreach (var (index, volume) in (volumes ?? []).Index())
        {
            var ofVolume = new FieldErrors();
            Validate(volume, podName, good, path.Index(index), ofVolume);
            errors.AddRange(ofVolume);
            if (ofVolume.Count == 0)
            {
                good.Add(volume.Name, volume);
            }

            if (volume.PersistentVolumeClaim is { ClaimName: { } claim } && made.Contains(claim))
            {
                errors.Invalid(
                    path.Index(index).Child("persistentVolumeClaim", "claimName"),
                    claim,
                    "must not reference a PVC that gets created for an ephemeral volume");
            }
        }

        return good;
    }

    private static void Validate(
        V1Volume volume,
        string? podName,
        Dictionary<string, V1Volume> good,
        FieldPath path,
        FieldErrors errors)
    {
        ValidateSources(volume, podName, path, errors);
        if (string.IsNullOrEmpty(volume.Name))
        {
            errors.Required(path.Child("name"));
            return;
        }

        errors.Invalid(path.Child("name"), volume.Name, NameSyntax.DnsLabel(volume.Name));
        if (good.ContainsKey(volume.Name))
        {
            errors.Duplicate(path.Child("name"), volume.Name);
        }
    }

    private static void ValidateSources(V1Volume volume, string? podName, FieldPath path, FieldErrors errors)
    {
        var isGiven = false;
        foreach (var (name, source) in InOrder(volume))
        {
            if (source is null)
            {
                continue;
            }

            if (isGiven)
            {
                errors.Forbidden(path.Child(name), OneSource);
                continue;
            }

            isGiven = true;
            FileVolumeValidation.Validate(source, path.Child(name), errors);
            DiskVolumeValidation.Validate(source, path.Child(name), errors);
        }

        if (!isGiven)
        {
            errors.Required(path, "must specify a volume type");
        }

        ValidateEphemeralName(volume, podName, path, errors);
    }

    private static void ValidateEphemeralName(V1Volume volume, string? podName, FieldPath path, FieldErrors errors)
    {
        if (volume.Ephemeral is null || string.IsNullOrEmpty(podName) || string.IsNullOrEmpty(volume.Name))
        {
            return;
        }

        var claim = $"{podName}-{volume.Name}";
        foreach (var problem in NameSyntax.DnsSubdomain(claim))
        {
            errors.Invalid(path.Child("name"), volume.Name, $"PVC name {FieldValueText.Quote(claim)}: {problem}");
        }
    }

    // The order decides which of two sources is the one too many.
    private static IEnumerable<(string Name, object? Source)> InOrder(V1Volume volume) =>
    [
        ("emptyDir", volume.EmptyDir),
        ("hostPath", volume.HostPath),
        ("gitRepo", volume.GitRepo),
        ("gcePersistentDisk", volume.GcePersistentDisk),
        ("awsElasticBlockStore", volume.AwsElasticBlockStore),
        ("secret", volume.Secret),
        ("nfs", volume.Nfs),
        ("iscsi", volume.Iscsi),
        ("glusterfs", volume.Glusterfs),
        ("flocker", volume.Flocker),
        ("persistentVolumeClaim", volume.PersistentVolumeClaim),
        ("rbd", volume.Rbd),
        ("cinder", volume.Cinder),
        ("cephfs", volume.Cephfs),
        ("quobyte", volume.Quobyte),
        ("downwardAPI", volume.DownwardAPI),
        ("fc", volume.Fc),
        ("flexVolume", volume.FlexVolume),
        ("configMap", volume.ConfigMap),
        ("azureFile", volume.AzureFile),
        ("vsphereVolume", volume.VsphereVolume),
        ("photonPersistentDisk", volume.PhotonPersistentDisk),
        ("portworxVolume", volume.PortworxVolume),
        ("azureDisk", volume.AzureDisk),
        ("storageos", volume.Storageos),
        ("projected", volume.Projected),
        ("scaleIO", volume.ScaleIO),
        ("csi", volume.Csi),
        ("ephemeral", volume.Ephemeral),
        ("image", volume.Image),
    ];
}
