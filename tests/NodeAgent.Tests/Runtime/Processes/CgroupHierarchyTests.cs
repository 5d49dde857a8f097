using OrleansScheduler.NodeAgent.Runtime;
using OrleansScheduler.NodeAgent.Runtime.Processes;

namespace OrleansScheduler.NodeAgent.Tests.Runtime.Processes;

/// <summary>Both versions of control groups, on folders that look like theirs.</summary>
public sealed class CgroupHierarchyTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("cgroups-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void Detect_NothingMounted_IsNone() => Assert.Equal(CgroupVersion.None, CgroupHierarchy.Detect(root, "a").Version);

    [Fact]
    public void Detect_V1_TakesTheControllersThereAre()
    {
        AddController("memory");
        AddController("pids");

        var hierarchy = CgroupHierarchy.Detect(root, "a");

        Assert.Equal(CgroupVersion.V1, hierarchy.Version);
        Assert.Equal(["memory", "pids"], hierarchy.Controllers);
        Assert.True(Directory.Exists(Path.Combine(root, "memory", "orleans-scheduler", "a")));
    }

    [Fact]
    public void Detect_V2_HandsControllersDownToTheAgentsFolder()
    {
        File.WriteAllText(Path.Combine(root, "cgroup.controllers"), "cpu memory pids");

        var hierarchy = CgroupHierarchy.Detect(root, "a");

        Assert.Equal(CgroupVersion.V2, hierarchy.Version);
        var control = Path.Combine(root, "orleans-scheduler", "a", "cgroup.subtree_control");
        Assert.Equal("+memory +cpu +pids", File.ReadAllText(control));
    }

    [Fact]
    public void Groups_TwoAgents_EachSeesItsOwn()
    {
        AddController("memory");
        AddController("pids");
        var (first, second) = (CgroupHierarchy.Detect(root, "a"), CgroupHierarchy.Detect(root, "b"));

        new ContainerCgroup(first, "one", TimeProvider.System).Create(Spec());

        Assert.Equal(["one"], first.Groups);
        Assert.Empty(second.Groups);
    }

    [Fact]
    public void Create_V1Limits_AreWrittenInTheKernelsUnits()
    {
        foreach (var controller in (string[])["memory", "cpu", "pids"])
        {
            AddController(controller);
        }

        var hierarchy = CgroupHierarchy.Detect(root, "a");

        var files = new ContainerCgroup(hierarchy, "one", TimeProvider.System).Create(
            Spec() with { MemoryLimit = 1024, CpuLimitMillis = 250, CpuRequestMillis = 500 });

        Assert.Equal(3, files.Count);
        Assert.Equal("1024", Read("memory", "memory.limit_in_bytes"));
        Assert.Equal("25000", Read("cpu", "cpu.cfs_quota_us"));
        Assert.Equal("512", Read("cpu", "cpu.shares"));

        string Read(string controller, string file) => File.ReadAllText(Path.Combine(hierarchy.Folder(controller), "one", file));
    }

    [Fact]
    public void Create_V2Limits_AreWrittenInTheKernelsUnits()
    {
        File.WriteAllText(Path.Combine(root, "cgroup.controllers"), "cpu memory pids");
        var hierarchy = CgroupHierarchy.Detect(root, "a");

        new ContainerCgroup(hierarchy, "one", TimeProvider.System).Create(Spec() with { MemoryLimit = 1024, CpuLimitMillis = 250 });

        Assert.Equal("1024", File.ReadAllText(Path.Combine(hierarchy.Folder(""), "one", "memory.max")));
        Assert.Equal("25000 100000", File.ReadAllText(Path.Combine(hierarchy.Folder(""), "one", "cpu.max")));
    }

    [Theory]
    [InlineData("low 0\noom 1\noom_kill 1\n", true)]
    [InlineData("low 0\noom 1\noom_kill 0\noom_group_kill 2\n", false)]
    public void WasOutOfMemory_V2Events_CountsKillsAlone(string events, bool expected)
    {
        File.WriteAllText(Path.Combine(root, "cgroup.controllers"), "cpu memory pids");
        var hierarchy = CgroupHierarchy.Detect(root, "a");
        var group = new ContainerCgroup(hierarchy, "one", TimeProvider.System);
        group.Create(Spec());
        File.WriteAllText(Path.Combine(hierarchy.Folder(""), "one", "memory.events"), events);

        Assert.Equal(expected, group.WasOutOfMemory);
    }

    private void AddController(string name)
    {
        Directory.CreateDirectory(Path.Combine(root, name));
        File.WriteAllText(Path.Combine(root, name, "cgroup.procs"), "");
    }

    private static ContainerSpec Spec() => new()
    {
        PodUid = "u", PodNamespace = "default", PodName = "p", Name = "c", Attempt = 0, Image = "", LogPath = "/log", Command = ["true"],
    };
}
