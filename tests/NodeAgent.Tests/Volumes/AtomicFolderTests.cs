using Microsoft.Extensions.Time.Testing;
using OrleansScheduler.NodeAgent.Volumes;

namespace OrleansScheduler.NodeAgent.Tests.Volumes;

public sealed class AtomicFolderTests : IDisposable
{
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.GroupRead;
    private readonly string folder = Directory.CreateTempSubdirectory("atomic-").FullName;
    private readonly FakeTimeProvider time = new();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Write_Files_AreSeenUnderTheirPathsWithTheirModes()
    {
        Assert.True(Write(("a", "1"), ("deep/b", "2")));

        Assert.Equal("1", Read("a"));
        Assert.Equal("2", Read("deep/b"));
        Assert.Equal(Mode, new FileInfo(Path.Combine(folder, "..data", "a")).UnixFileMode);
    }

    [Fact]
    public void Write_SameFilesAgain_ChangesNothing()
    {
        Write(("a", "1"));
        var before = Target();
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.False(Write(("a", "1")));
        Assert.Equal(before, Target());
    }

    [Fact]
    public void Write_OtherFiles_ReplacesAllAtOnceAndLeavesNothingOfTheOld()
    {
        Write(("a", "1"), ("gone", "x"));
        var before = Target();
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.True(Write(("a", "2"), ("new", "3")));

        Assert.Equal("2", Read("a"));
        Assert.Equal("3", Read("new"));
        Assert.Equal([Target(), "..data", "a", "new"], Names());
        Assert.NotEqual(before, Target());
    }

    [Fact]
    public void Write_OpenFileOfTheOldState_StaysReadable()
    {
        Write(("a", "1"));
        using var open = new StreamReader(Path.Combine(folder, "a"));
        time.Advance(TimeSpan.FromSeconds(1));

        Write(("a", "2"));

        Assert.Equal("1", open.ReadToEnd());
    }

    private bool Write(params (string Path, string Text)[] files) => new AtomicFolder(folder, time).Write(
        files.ToDictionary(file => file.Path, file => new VolumeFile(System.Text.Encoding.UTF8.GetBytes(file.Text), Mode)));

    private string Read(string path) => File.ReadAllText(Path.Combine(folder, path));

    private string Target() => new DirectoryInfo(Path.Combine(folder, "..data")).LinkTarget!;

    private IEnumerable<string> Names() =>
        new DirectoryInfo(folder).EnumerateFileSystemInfos().Select(entry => entry.Name).Order(StringComparer.Ordinal);
}
