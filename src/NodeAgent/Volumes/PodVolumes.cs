using k8s.Models;
using OrleansScheduler.NodeAgent.Pods;
using OrleansScheduler.NodeAgent.Runtime;
using OrleansScheduler.Sdk;

namespace OrleansScheduler.NodeAgent.Volumes;

/// <summary>
/// Sets up the volumes of pods below the agent's folder. What may hold secrets is in memory where the agent may mount a tmpfs, and
/// everywhere below a folder only the agent's user can enter.
/// </summary>
internal sealed class PodVolumes : IDisposable
{
    private const UnixFileMode Everyone = (UnixFileMode)0b111_111_111;
    private readonly PodPaths paths;
    private readonly TimeProvider time;
    private readonly PodTokens tokens;
    private readonly VolumeContent content;
    private readonly NodeMemory memory;

    public PodVolumes(PodPaths paths, IPodApi api, NodeFacts node, TimeProvider time)
    {
        this.paths = paths;
        this.time = time;
        memory = new NodeMemory(paths.Memory);
        tokens = new PodTokens(api, time);
        content = new VolumeContent(api, tokens, node);
    }

    /// <summary>Makes or refreshes all volumes; returns each one's folder or file by its name.</summary>
    public async Task<IReadOnlyDictionary<string, MountedVolume>> MountAsync(V1Pod pod, CancellationToken cancellationToken)
    {
        var mounted = new Dictionary<string, MountedVolume>();
        foreach (var volume in pod.Spec.Volumes ?? [])
        {
            try
            {
                mounted[volume.Name] = await MountAsync(pod, volume, cancellationToken);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException
                or ApiStatusException or HttpRequestException)
            {
                throw new VolumeException(volume.Name, problem.Message);
            }
        }

        return mounted;
    }

    /// <summary>The first emptyDir that holds more than its sizeLimit; null when there is none.</summary>
    public (string Volume, string Limit)? FindOverfull(V1Pod pod)
    {
        foreach (var volume in pod.Spec.Volumes ?? [])
        {
            if (volume.EmptyDir is { SizeLimit: { } limit, Medium: not "Memory" }
                && SizeOf(paths.Volume(pod, volume.Name)) > limit.ToDecimal())
            {
                return (volume.Name, limit.ToString());
            }
        }

        return null;
    }

    /// <summary>Removes the volumes of a pod that runs no more; its logs stay.</summary>
    public void Unmount(string podUid)
    {
        tokens.Forget(podUid);
        NodeMemory.Remove(paths.MemoryFolder(podUid));
        var volumes = Path.Combine(paths.Folder(podUid), "volumes");
        if (!Directory.Exists(volumes))
        {
            return;
        }

        Directory.Delete(volumes, recursive: true);
    }

    /// <summary>Leaves nothing mounted but what pods go on using.</summary>
    public void Dispose() => memory.Close();

    /// <summary>Removes all files of a pod.</summary>
    public void Remove(string podUid)
    {
        Unmount(podUid);
        var folder = paths.Folder(podUid);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<MountedVolume> MountAsync(V1Pod pod, V1Volume volume, CancellationToken cancellationToken)
    {
        if (volume.HostPath is { } host)
        {
            return new(HostPathCheck.Ensure(volume.Name, host), false);
        }

        var mounted = volume.EmptyDir is { } empty
            ? new MountedVolume(CreateEmpty(pod, volume.Name, empty), false)
            : new MountedVolume(await WriteAsync(pod, volume, cancellationToken), true);
        if (pod.Spec.SecurityContext?.FsGroup is { } group && !OperatingSystem.IsWindows() && AgentUser.IsRoot)
        {
            VolumeGroup.Apply(mounted.Path, group, mounted.ReadOnly);
        }

        return mounted;
    }

    private string CreateEmpty(V1Pod pod, string name, V1EmptyDirVolumeSource source)
    {
        if (source.Medium == "Memory")
        {
            var inMemory = paths.MemoryVolume(pod, name);
            memory.CreateOpenFolder(inMemory, (long?)source.SizeLimit?.ToDecimal());
            return inMemory;
        }

        var folder = paths.Volume(pod, name);
        CreateOpen(folder);
        return folder;
    }

    private async Task<string> WriteAsync(V1Pod pod, V1Volume volume, CancellationToken cancellationToken)
    {
        var files = await content.BuildAsync(pod, volume, cancellationToken)
            ?? throw new VolumeException(volume.Name, "the process runtime does not know this kind of volume");
        var folder = volume.ConfigMap is null ? paths.MemoryVolume(pod, volume.Name) : paths.Volume(pod, volume.Name);
        if (volume.ConfigMap is null)
        {
            memory.CreateOpenFolder(folder, null);
        }
        else
        {
            CreateOpen(folder);
        }

        new AtomicFolder(folder, time).Write(files);
        return folder;
    }

    private static void CreateOpen(string folder)
    {
        Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, Everyone);
        }
    }

    private static long SizeOf(string folder) => !Directory.Exists(folder) ? 0 : new DirectoryInfo(folder)
        .EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint })
        .Sum(file => file.Length);
}
