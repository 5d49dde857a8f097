using k8s.Models;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Core.Pods.Warnings;

/// <summary>Kinds of volumes that Kubernetes has given up.</summary>
internal static class VolumeWarnings
{
    private static readonly (string Field, Func<V1Volume, object?> Source, string Message)[] Old =
    [
        ("photonPersistentDisk", volume => volume.PhotonPersistentDisk, "deprecated in v1.11, non-functional in v1.16+"),
        ("gitRepo", volume => volume.GitRepo, "deprecated in v1.11"),
        ("scaleIO", volume => volume.ScaleIO, "deprecated in v1.16, non-functional in v1.22+"),
        ("flocker", volume => volume.Flocker, "deprecated in v1.22, non-functional in v1.25+"),
        ("storageOS", volume => volume.Storageos, "deprecated in v1.22, non-functional in v1.25+"),
        ("quobyte", volume => volume.Quobyte, "deprecated in v1.22, non-functional in v1.25+"),
        ("glusterfs", volume => volume.Glusterfs, "deprecated in v1.25, non-functional in v1.26+"),
        ("cephfs", volume => volume.Cephfs, "deprecated in v1.28, non-functional in v1.31+"),
        ("rbd", volume => volume.Rbd, "deprecated in v1.28, non-functional in v1.31+"),
    ];

    public static void Add(IList<V1Volume> volumes, FieldPath path, List<string> warnings)
    {
        foreach (var (index, volume) in volumes.Index())
        {
            foreach (var (field, _, message) in Old.Where(old => old.Source(volume) is not null))
            {
                warnings.Add($"{path.Index(index).Child(field)}: {message}");
            }
        }
    }
}
