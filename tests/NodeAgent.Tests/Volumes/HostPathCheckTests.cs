using OrleansScheduler.NodeAgent.Volumes;

namespace OrleansScheduler.NodeAgent.Tests.Volumes;

public sealed class HostPathCheckTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("host-path-").FullName;

    public HostPathCheckTests()
    {
        File.WriteAllText(Path.Combine(folder, "file"), "");
        Directory.CreateDirectory(Path.Combine(folder, "folder"));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(null, "new", true)]
    [InlineData("", "file", false)]
    [InlineData("DirectoryOrCreate", "new", true)]
    [InlineData("DirectoryOrCreate", "folder", true)]
    [InlineData("Directory", "folder", true)]
    [InlineData("FileOrCreate", "new", false)]
    [InlineData("FileOrCreate", "file", false)]
    [InlineData("File", "file", false)]
    public void Ensure_PathOfTheType_IsThere(string? type, string name, bool isFolder)
    {
        var path = Ensure(type, name);

        Assert.Equal(isFolder, Directory.Exists(path));
        Assert.Equal(!isFolder, File.Exists(path));
    }

    [Theory]
    [InlineData("DirectoryOrCreate", "file", "is not a directory")]
    [InlineData("Directory", "file", "is not a directory")]
    [InlineData("Directory", "none", "is not a directory")]
    [InlineData("FileOrCreate", "folder", "is not a file")]
    [InlineData("File", "folder", "is not a file")]
    [InlineData("File", "none", "is not a file")]
    [InlineData("Socket", "none", "does not exist")]
    public void Ensure_PathOfAnotherType_IsRefused(string type, string name, string problem)
    {
        var refusal = Assert.Throws<VolumeException>(() => Ensure(type, name));

        Assert.Equal(
            $"MountVolume.SetUp failed for volume \"v\" : hostPath type check failed: {Path.Combine(folder, name)} {problem}", refusal.Message);
        Assert.False(Path.Exists(Path.Combine(folder, "none")));
    }

    private string Ensure(string? type, string name) => HostPathCheck.Ensure("v", new() { Path = Path.Combine(folder, name), Type = type });
}
