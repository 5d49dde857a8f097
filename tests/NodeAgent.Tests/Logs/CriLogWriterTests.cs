using Microsoft.Extensions.Time.Testing;
using OrleansScheduler.NodeAgent.Logs;

namespace OrleansScheduler.NodeAgent.Tests.Logs;

public sealed class CriLogWriterTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("logs-").FullName;
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    private string LogPath => Path.Combine(folder, "logs", "0.log");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Append_LineAndPart_AreInTheCriFormat()
    {
        using (var log = new CriLogWriter(LogPath, time))
        {
            log.Append(LogStreamName.Stdout, isWholeLine: true, "one"u8);
            log.Append(LogStreamName.Stderr, isWholeLine: false, "two"u8);
        }

        Assert.Equal(
            "2026-01-02T03:04:05.000000000Z stdout F one\n2026-01-02T03:04:05.000000000Z stderr P two\n", File.ReadAllText(LogPath));
    }

    [Fact]
    public void Flush_FileIsFull_RotatesAndKeepsAFewFiles()
    {
        using var log = new CriLogWriter(LogPath, time, fileSizeMax: 1);
        for (var i = 0; i < 8; i++)
        {
            log.Append(LogStreamName.Stdout, isWholeLine: true, [(byte)('0' + i)]);
            log.Flush();
        }

        Assert.Equal(CriLogWriter.FilesMax, Directory.GetFiles(Path.Combine(folder, "logs")).Length);
        Assert.Empty(CriLogReader.Tail(LogPath, 9));
        Assert.Equal("7", Assert.Single(CriLogReader.Tail(CriLogWriter.RotatedName(LogPath, 1), 9)).Text);
        Assert.Equal("4", Assert.Single(CriLogReader.Tail(CriLogWriter.RotatedName(LogPath, 4), 9)).Text);
    }

    [Fact]
    public void Tail_MoreLinesThanAskedFor_AreTheLastOnes()
    {
        using (var log = new CriLogWriter(LogPath, time))
        {
            for (var i = 0; i < 5; i++)
            {
                log.Append(LogStreamName.Stdout, isWholeLine: true, [(byte)('0' + i)]);
            }
        }

        Assert.Equal(["3", "4"], CriLogReader.Tail(LogPath, 2).Select(line => line.Text));
    }

    [Fact]
    public void Tail_NoFile_IsEmpty() => Assert.Empty(CriLogReader.Tail(LogPath, 2));

    [Theory]
    [InlineData("2026-01-02T03:04:05Z stdout F a b", "a b", true)]
    [InlineData("2026-01-02T03:04:05Z stdout P ", "", false)]
    public void Parse_Entry_GivesItsText(string line, string text, bool isWhole)
    {
        var parsed = CriLogLine.Parse(line);

        Assert.Equal((text, isWhole), (parsed?.Text, parsed?.IsWhole));
    }

    [Theory]
    [InlineData("")]
    [InlineData("cut")]
    [InlineData("2026-01-02T03:04:05Z stdout")]
    [InlineData("2026-01-02T03:04:05Z stdout F")]
    public void Parse_NoEntry_IsNull(string line) => Assert.Null(CriLogLine.Parse(line));
}
