using OrleansScheduler.NodeAgent.Containers;
using OrleansScheduler.NodeAgent.Logs;
using OrleansScheduler.NodeAgent.Runtime;

namespace OrleansScheduler.NodeAgent.Tests.Containers;

public sealed class TerminationMessageTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("last-words-").FullName;

    public TerminationMessageTests()
    {
        using var log = new CriLogWriter(Path.Combine(folder, "log"), TimeProvider.System);
        log.Append(LogStreamName.Stderr, isWholeLine: true, "the log's end"u8);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("File", 1, "bye", "bye")]
    [InlineData("File", 1, null, "")]
    [InlineData("FallbackToLogsOnError", 1, "bye", "bye")]
    [InlineData("FallbackToLogsOnError", 1, "", "the log's end\n")]
    [InlineData("FallbackToLogsOnError", 1, null, "the log's end\n")]
    [InlineData("FallbackToLogsOnError", 0, "", "")]
    public void Complete_ByPolicyAndExit_IsTheFileOrTheLogsEnd(string policy, int code, string? written, string expected)
    {
        if (written is not null)
        {
            File.WriteAllText(Path.Combine(folder, "message"), written);
        }

        Assert.Equal(expected, Complete(policy, code, null).Message);
    }

    [Fact]
    public void Complete_LongFile_IsItsLast4096Bytes()
    {
        File.WriteAllText(Path.Combine(folder, "message"), "cut off" + new string('x', 4096));

        Assert.Equal(new string('x', 4096), Complete("File", 0, null).Message);
    }

    [Fact]
    public void Complete_RuntimeSaidWhy_StaysAsItIs() => Assert.Equal("why", Complete("FallbackToLogsOnError", 128, "why").Message);

    private ContainerExit Complete(string policy, int code, string? message) => TerminationMessage.Complete(
        new ContainerExit(code, "Error", message, default, default),
        new ContainerSpec
        {
            PodUid = "u", PodNamespace = "default", PodName = "p", Name = "c", Attempt = 0, Image = "", Command = ["true"],
            LogPath = Path.Combine(folder, "log"),
            TerminationMessageFile = Path.Combine(folder, "message"),
        },
        new() { Name = "c", TerminationMessagePolicy = policy });
}
