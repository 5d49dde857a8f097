using k8s.Models;

namespace OrleansScheduler.NodeAgent.Pods;

/// <summary>
/// Where the files of pods are. Every part that comes from a pod is checked to be a single plain name, so that nothing leads out of the
/// agent's folder.
/// </summary>
internal sealed class PodPaths(string dataDirectory)
{
    public string Runtime { get; } = Path.Combine(dataDirectory, "runtime");

    public string Pods { get; } = Path.Combine(dataDirectory, "pods");

    /// <summary>What is to be kept off the disk.</summary>
    public string Memory { get; } = Path.Combine(dataDirectory, "memory");

    public string Folder(string podUid) => Path.Combine(Pods, Part(podUid));

    public string Volume(V1Pod pod, string volume) => Path.Combine(Folder(pod.Metadata.Uid), "volumes", Part(volume));

    public string MemoryFolder(string podUid) => Path.Combine(Memory, Part(podUid));

    public string MemoryVolume(V1Pod pod, string volume) => Path.Combine(MemoryFolder(pod.Metadata.Uid), Part(volume));

    public string LogFolder(string podUid, string container) => Path.Combine(Folder(podUid), "logs", Part(container));

    public string Log(string podUid, string container, int attempt) =>
        Path.Combine(LogFolder(podUid, container), $"{attempt}.log");

    public string TerminationMessage(string podUid, string container, int attempt) =>
        Path.Combine(Folder(podUid), "termination", Part(container), $"{attempt}");

    private static string Part(string name) =>
        name.Length == 0 || name is "." or ".." || name.AsSpan().ContainsAny("/\\\0")
            ? throw new ArgumentException($"'{name}' is no plain name.", nameof(name))
            : name;
}
