namespace OrleansScheduler.NodeAgent.Runtime.Processes;

/// <summary>Where control groups are mounted, and which controllers this agent may use there.</summary>
internal sealed record CgroupHierarchy(CgroupVersion Version, string Root, IReadOnlyList<string> Controllers)
{
    private const string MountPoint = "/sys/fs/cgroup";
    private const string Group = "orleans-scheduler";

    public static CgroupHierarchy None { get; } = new(CgroupVersion.None, "", []);

    /// <summary>The folder below which containers' groups are made.</summary>
    public string Folder(string controller) => Path.Combine(Root, controller, Group);

    public static CgroupHierarchy Detect() => Detect(MountPoint);

    internal static CgroupHierarchy Detect(string root)
    {
        if (!OperatingSystem.IsLinux())
        {
            return None;
        }

        try
        {
            return File.Exists(Path.Combine(root, "cgroup.controllers")) ? DetectV2(root) : DetectV1(root);
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            return None;
        }
    }

    private static CgroupHierarchy DetectV1(string root)
    {
        IReadOnlyList<string> controllers =
            [.. ((string[])["memory", "cpu", "pids"]).Where(name => File.Exists(Path.Combine(root, name, "cgroup.procs")))];
        var hierarchy = new CgroupHierarchy(CgroupVersion.V1, root, controllers);
        foreach (var controller in controllers)
        {
            Directory.CreateDirectory(hierarchy.Folder(controller));
        }

        return controllers.Count == 0 ? None : hierarchy;
    }

    private static CgroupHierarchy DetectV2(string root)
    {
        var hierarchy = new CgroupHierarchy(CgroupVersion.V2, root, []);
        const string Controllers = "+memory +cpu +pids";
        File.WriteAllText(Path.Combine(root, "cgroup.subtree_control"), Controllers);
        Directory.CreateDirectory(hierarchy.Folder(""));
        File.WriteAllText(Path.Combine(hierarchy.Folder(""), "cgroup.subtree_control"), Controllers);
        return hierarchy;
    }
}
