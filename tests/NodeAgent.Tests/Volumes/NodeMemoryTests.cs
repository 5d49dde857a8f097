using OrleansScheduler.NodeAgent.Volumes;

namespace OrleansScheduler.NodeAgent.Tests.Volumes;

public sealed class NodeMemoryTests : IDisposable
{
    // A blank in the path: the kernel writes it differently into its table.
    private readonly string folder = Directory.CreateTempSubdirectory("node memory ").FullName;

    private string Root => Path.Combine(folder, "memory");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void CreateOpenFolder_ManyVolumes_ShareOneMount()
    {
        var memory = new NodeMemory(Root);

        memory.CreateOpenFolder(Path.Combine(Root, "pod", "one"), null);
        memory.CreateOpenFolder(Path.Combine(Root, "pod", "two"), null);
        new NodeMemory(Root).CreateOpenFolder(Path.Combine(Root, "pod", "three"), null);

        Assert.True(MountsBelow() <= 1);
        Assert.Equal(3, Directory.GetDirectories(Path.Combine(Root, "pod")).Length);
        NodeMemory.Remove(Path.Combine(Root, "pod"));
        memory.Close();
        Assert.Equal(0, MountsBelow());
    }

    [Fact]
    public void Close_PodsGoOn_LeavesTheirFilesForTheNextAgent()
    {
        var memory = new NodeMemory(Root);
        memory.CreateOpenFolder(Path.Combine(Root, "pod", "one"), null);
        File.WriteAllText(Path.Combine(Root, "pod", "one", "token"), "t");

        memory.Close();

        Assert.Equal("t", File.ReadAllText(Path.Combine(Root, "pod", "one", "token")));
        NodeMemory.Remove(Path.Combine(Root, "pod"));
        new NodeMemory(Root).Close();
    }

    [Fact]
    public void CreateOpenFolder_WithASize_HoldsNoMore()
    {
        var memory = new NodeMemory(Root);
        var volume = Path.Combine(Root, "pod", "small");
        memory.CreateOpenFolder(volume, 64 * 1024);
        try
        {
            Assert.SkipUnless(MountsBelow() == 2, "This user may not mount.");
            Assert.Throws<IOException>(() => File.WriteAllBytes(Path.Combine(volume, "big"), new byte[256 * 1024]));
        }
        finally
        {
            NodeMemory.Remove(Path.Combine(Root, "pod"));
            memory.Close();
        }
    }

    private int MountsBelow() => File.ReadLines("/proc/self/mounts")
        .Count(line => line.Contains(folder.Replace(" ", "\\040", StringComparison.Ordinal), StringComparison.Ordinal));
}
