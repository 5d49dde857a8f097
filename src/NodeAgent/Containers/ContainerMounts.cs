using k8s.Models;
using OrleansScheduler.NodeAgent.Runtime;
using OrleansScheduler.NodeAgent.Volumes;

namespace OrleansScheduler.NodeAgent.Containers;

/// <summary>What of the pod's volumes a container sees where; a subPath is created in the volume and cannot lead out of it.</summary>
internal static class ContainerMounts
{
    private const UnixFileMode Everyone = (UnixFileMode)0b111_111_111;
    private const string TerminationMessagePathDefault = "/dev/termination-log";

    public static IReadOnlyList<ContainerMount> Of(
        V1Container container,
        IReadOnlyDictionary<string, MountedVolume> volumes,
        IReadOnlyDictionary<string, string> variables,
        string terminationMessage)
    {
        var mounts = (container.VolumeMounts ?? []).Select(mount =>
        {
            var subPath = mount.SubPathExpr is { Length: > 0 } expression
                ? VariableExpansion.Expand(expression, variables)
                : mount.SubPath;
            var source = volumes.TryGetValue(mount.Name, out var volume)
                ? volume
                : throw new ContainerConfigException(
                    ContainerConfigException.ConfigError, $"cannot find volume \"{mount.Name}\" to mount into container \"{container.Name}\"");
            return new ContainerMount(
                Inside(source.Path, subPath, mount.Name), mount.MountPath, source.ReadOnly || mount.ReadOnlyProperty == true);
        });

        // Outer paths first, so that a mount inside another one is not hidden by it.
        return
        [
            .. mounts.OrderBy(mount => mount.ContainerPath.Count(c => c == '/')),
            new(terminationMessage, container.TerminationMessagePath ?? TerminationMessagePathDefault, false),
        ];
    }

    private static string Inside(string volume, string? subPath, string name)
    {
        if (string.IsNullOrEmpty(subPath))
        {
            return volume;
        }

        var path = volume;
        foreach (var part in subPath.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part is "..")
            {
                throw Escapes(name);
            }

            path = Path.Combine(path, part);
            if (!Path.Exists(path))
            {
                CreateOpen(path);
            }
            else if (LeadsOut(path, volume))
            {
                throw Escapes(name);
            }
        }

        return path;
    }

    private static void CreateOpen(string path)
    {
        Directory.CreateDirectory(path);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, Everyone);
        }
    }

    /// <summary>The container may have put a link into its volume that points elsewhere on the machine.</summary>
    private static bool LeadsOut(string path, string volume)
    {
        var target = new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName;
        return target is not null && !target.StartsWith(volume + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }

    private static ContainerConfigException Escapes(string name) => new(
        ContainerConfigException.ConfigError, $"failed to prepare subPath for volumeMount \"{name}\": it leads out of the volume");
}
