using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace OrleansScheduler.NodeAgent.Runtime;

/// <summary>Gives files to other users and groups; only root may.</summary>
[UnsupportedOSPlatform("windows")]
internal static partial class FileOwner
{
    private const uint Unchanged = uint.MaxValue;

    public static void SetUser(string path, long uid) => Set(path, (uint)uid, Unchanged);

    public static void SetGroup(string path, long gid) => Set(path, Unchanged, (uint)gid);

    private static void Set(string path, uint uid, uint gid)
    {
        if (ChangeOwner(path, uid, gid) != 0)
        {
            throw new IOException($"{path} cannot change its owner: error {Marshal.GetLastPInvokeError()}.");
        }
    }

    [LibraryImport("libc", EntryPoint = "lchown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeOwner(string path, uint uid, uint gid);
}
