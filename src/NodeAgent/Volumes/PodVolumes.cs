using k8s.Models;
using OrleansScheduler.NodeAgent.Pods;

namespace OrleansScheduler.NodeAgent.Volumes;

/// <summary>Sets up the volumes of pods below the agent's folder.</summary>
internal sealed class PodVolumes(PodPaths paths)
{
    /// <summary>The folder or file of every volume by its name.</summary>
    public Task<IReadOnlyDictionary<string, string>> MountAsync(V1Pod pod, CancellationToken cancellationToken)
    {
        var mounted = new Dictionary<string, string>();
        foreach (var volume in pod.Spec.Volumes ?? [])
        {
            mounted[volume.Name] = Mount(pod, volume);
        }

        return Task.FromResult<IReadOnlyDictionary<string, string>>(mounted);
    }

    /// <summary>Removes all files of a pod.</summary>
    public void Remove(string podUid)
    {
        if (Directory.Exists(paths.Folder(podUid)))
        {
            Directory.Delete(paths.Folder(podUid), recursive: true);
        }
    }

    private string Mount(V1Pod pod, V1Volume volume)
    {
        if (volume.HostPath is { } host)
        {
            return host.Path;
        }

        if (volume.EmptyDir is not null)
        {
            return Directory.CreateDirectory(paths.Volume(pod, volume.Name)).FullName;
        }

        throw new VolumeException(volume.Name, "the process runtime does not know this kind of volume");
    }
}
