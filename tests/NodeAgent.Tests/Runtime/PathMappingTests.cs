using OrleansScheduler.NodeAgent.Runtime;

namespace OrleansScheduler.NodeAgent.Tests.Runtime;

public sealed class PathMappingTests
{
    private static readonly PathMapping Mapping = new(
    [
        new ContainerMount("/node/app", "/etc/app", false),
        new ContainerMount("/node/inner", "/etc/app/inner/", false),
        new ContainerMount("/node/root", "/", false),
    ]);

    [Theory]
    [InlineData("/etc/app", "/node/app")]
    [InlineData("cat /etc/app/key", "cat /node/app/key")]
    [InlineData("--dir=/etc/app:/etc/app/x", "--dir=/node/app:/node/app/x")]
    [InlineData("ls \"/etc/app\"", "ls \"/node/app\"")]
    [InlineData("/etc/app/inner/x", "/node/inner/x")]
    [InlineData("/etc/app/innermost", "/node/app/innermost")]
    public void Replace_MountPathBeginsAPath_PutsTheMachinesPath(string text, string expected) =>
        Assert.Equal(expected, Mapping.Replace(text));

    [Theory]
    [InlineData("/etc/apple")]
    [InlineData("/etc/app.conf")]
    [InlineData("http://host/etc/app")]
    [InlineData("file:///etc/app")]
    [InlineData("${PREFIX}/etc/app")]
    [InlineData("/var/tmp")]
    [InlineData("")]
    public void Replace_AnotherPath_StaysAsItIs(string text) => Assert.Equal(text, Mapping.Replace(text));

    [Fact]
    public void Apply_Spec_MapsCommandVariablesAndWorkingDirectoryAndTellsThePairs()
    {
        var spec = new ContainerSpec
        {
            PodUid = "uid", PodNamespace = "default", PodName = "p", Name = "c", Attempt = 0, Image = "", LogPath = "/log",
            Command = ["cat", "/data/in"],
            Environment = new Dictionary<string, string> { ["FILE"] = "/data/out" },
            WorkingDirectory = "/data",
            Mounts = [new("/node/v", "/data", false)],
        };

        var mapped = PathMapping.Apply(spec);

        Assert.Equal(["cat", "/node/v/in"], mapped.Command);
        Assert.Equal("/node/v/out", mapped.Environment["FILE"]);
        Assert.Equal("/node/v", mapped.WorkingDirectory);
        Assert.Equal("/data=/node/v", mapped.Environment[PathMapping.Variable]);
    }
}
