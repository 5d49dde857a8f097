using System.Runtime.InteropServices;

namespace OrleansScheduler.NodeAgent.Volumes;

/// <summary>A folder in memory (tmpfs) where the agent may mount one, an ordinary one elsewhere.</summary>
internal static partial class MemoryFolder
{
    private const ulong NoSuidNoDev = 0x2 | 0x4;
    private const int Detach = 2;
    private const UnixFileMode EveryoneSticky = (UnixFileMode)0b1_111_111_111;

    public static void Create(string path, long? size)
    {
        Directory.CreateDirectory(path);
        if (OperatingSystem.IsLinux() && !IsMounted(path))
        {
            var options = size is { } bytes ? $"mode=1777,size={bytes}" : "mode=1777";
            if (Mount("tmpfs", path, "tmpfs", NoSuidNoDev, options) == 0)
            {
                return;
            }

            File.SetUnixFileMode(path, EveryoneSticky);
        }
    }

    public static void Remove(string path)
    {
        if (OperatingSystem.IsLinux() && IsMounted(path) && Unmount(path, Detach) != 0)
        {
            throw new IOException($"{path} cannot be unmounted: error {Marshal.GetLastPInvokeError()}.");
        }
    }

    private static bool IsMounted(string path) => File.ReadLines("/proc/self/mounts").Any(line => line.Split(' ')[1] == path);

    [LibraryImport("libc", EntryPoint = "mount", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Mount(string source, string target, string type, ulong flags, string data);

    [LibraryImport("libc", EntryPoint = "umount2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Unmount(string target, int flags);
}
