using System.Runtime.InteropServices;

namespace OrleansScheduler.NodeAgent.Volumes;

/// <summary>
/// The one folder of a node whose files are in memory: a tmpfs where the agent may mount one, an ordinary private folder elsewhere. Each pod
/// has a folder in it; a volume with a size of its own is a further tmpfs there.
/// </summary>
internal sealed partial class NodeMemory(string root)
{
    private const ulong NoSuidNoDev = 0x2 | 0x4;
    private const int Detach = 2;
    private const UnixFileMode EveryoneSticky = (UnixFileMode)0b1_111_111_111;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private readonly Lock gate = new();

    /// <summary>A folder any container may write to, bounded by a size where one is given and can be kept.</summary>
    public void CreateOpenFolder(string path, long? size)
    {
        CreateFolder(path);
        if (OperatingSystem.IsLinux() && size is { } bytes && (IsMounted(path) || TryMount(path, $"mode=1777,size={bytes}")))
        {
            return;
        }

        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, EveryoneSticky);
        }
    }

    /// <summary>Removes a pod's folder with all that is in it.</summary>
    public static void Remove(string podFolder)
    {
        if (!Directory.Exists(podFolder))
        {
            return;
        }

        foreach (var volume in Directory.GetDirectories(podFolder).Where(IsMounted))
        {
            Unmount(volume);
        }

        Directory.Delete(podFolder, recursive: true);
    }

    /// <summary>Unmounts the node's memory unless pods go on using it; the next agent finds it again then.</summary>
    public void Close()
    {
        lock (gate)
        {
            if (Directory.Exists(root) && IsMounted(root) && !Directory.EnumerateFileSystemEntries(root).Any())
            {
                Unmount(root);
            }
        }
    }

    private void CreateFolder(string path)
    {
        lock (gate)
        {
            Directory.CreateDirectory(root);
            if (OperatingSystem.IsLinux() && !IsMounted(root) && !TryMount(root, "mode=0700"))
            {
                File.SetUnixFileMode(root, OwnerOnly);
            }

            Directory.CreateDirectory(path);
        }
    }

    private static bool TryMount(string path, string options) => Mount("tmpfs", path, "tmpfs", NoSuidNoDev, options) == 0;

    private static void Unmount(string path)
    {
        if (Unmount(path, Detach) != 0)
        {
            throw new IOException($"{path} cannot be unmounted: error {Marshal.GetLastPInvokeError()}.");
        }
    }

    /// <summary>The kernel writes blanks in the paths of mounts as \040.</summary>
    private static bool IsMounted(string path) => OperatingSystem.IsLinux()
        && File.ReadLines("/proc/self/mounts").Any(line => line.Split(' ')[1] == path.Replace(" ", "\\040", StringComparison.Ordinal));

    [LibraryImport("libc", EntryPoint = "mount", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Mount(string source, string target, string type, ulong flags, string data);

    [LibraryImport("libc", EntryPoint = "umount2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Unmount(string target, int flags);
}
