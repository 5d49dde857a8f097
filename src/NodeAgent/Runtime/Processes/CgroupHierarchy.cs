namespace OrleansScheduler.NodeAgent.Runtime.Processes;

/// <summary>
/// Where control groups are mounted, and which controllers this agent may use there. Each agent of a machine has a folder of its own, so that what
/// is in it is its own to end.
/// </summary>
internal sealed record CgroupHierarchy(CgroupVersion Version, string Root, string Owner, IReadOnlyList<string> Controllers)
{
    private const string MountPoint = "/sys/fs/cgroup";
    private const string Group = "orleans-scheduler";

    public static CgroupHierarchy None { get; } = new(CgroupVersion.None, "", "", []);

    /// <summary>The folder below which containers' groups are made.</summary>
    public string Folder(string controller) => Path.Combine(Root, controller, Group, Owner);

    /// <summary>The names of the groups there are, of living and of forgotten containers.</summary>
    public IReadOnlyList<string> Groups => Version == CgroupVersion.None ? [] :
    [
        .. Controllers.Select(Folder).Where(Directory.Exists).SelectMany(Directory.EnumerateDirectories)
            .Select(path => Path.GetFileName(path)).Distinct(),
    ];

    public static CgroupHierarchy Detect(string owner) => Detect(MountPoint, owner);

    internal static CgroupHierarchy Detect(string root, string owner)
    {
        if (!OperatingSystem.IsLinux())
        {
            return None;
        }

        try
        {
            return File.Exists(Path.Combine(root, "cgroup.controllers")) ? DetectV2(root, owner) : DetectV1(root, owner);
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            return None;
        }
    }

    private static CgroupHierarchy DetectV1(string root, string owner)
    {
        IReadOnlyList<string> controllers =
            [.. ((string[])["memory", "cpu", "pids"]).Where(name => File.Exists(Path.Combine(root, name, "cgroup.procs")))];
        var hierarchy = new CgroupHierarchy(CgroupVersion.V1, root, owner, controllers);
        foreach (var controller in controllers)
        {
            Directory.CreateDirectory(hierarchy.Folder(controller));
        }

        return controllers.Count == 0 ? None : hierarchy;
    }

    private static CgroupHierarchy DetectV2(string root, string owner)
    {
        // One hierarchy for all controllers, each to be handed down level by level.
        var hierarchy = new CgroupHierarchy(CgroupVersion.V2, root, owner, [""]);
        foreach (var folder in (string[])[root, Path.Combine(root, Group), hierarchy.Folder("")])
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, "cgroup.subtree_control"), "+memory +cpu +pids");
        }

        return hierarchy;
    }

    /// <summary>Removes this agent's folders; those of containers that go on keep theirs.</summary>
    public void RemoveEmpty()
    {
        foreach (var folder in Controllers.Select(Folder).Where(Directory.Exists))
        {
            try
            {
                Directory.Delete(folder);
            }
            catch (IOException)
            {
                // It holds groups of running containers.
            }
        }
    }
}
