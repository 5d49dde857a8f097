using System.Runtime.Versioning;
using OrleansScheduler.NodeAgent.Runtime;

namespace OrleansScheduler.NodeAgent.Volumes;

/// <summary>
/// Opens a volume to the pod's fsGroup: its files belong to the group, folders pass the group on to what is made in them, and the
/// group may do what containers may.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal static class VolumeGroup
{
    private const UnixFileMode Folder =
        UnixFileMode.SetGroup | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute;

    private static readonly EnumerationOptions Everything = new() { RecurseSubdirectories = true, AttributesToSkip = 0 };

    public static void Apply(string volume, long group, bool readOnly)
    {
        foreach (var entry in new DirectoryInfo(volume).EnumerateFileSystemInfos("*", Everything).Prepend(new DirectoryInfo(volume)))
        {
            FileOwner.SetGroup(entry.FullName, group);
            if (entry.LinkTarget is null)
            {
                entry.UnixFileMode |= entry is DirectoryInfo ? Folder
                    : readOnly ? UnixFileMode.GroupRead
                    : UnixFileMode.GroupRead | UnixFileMode.GroupWrite;
            }
        }
    }
}
