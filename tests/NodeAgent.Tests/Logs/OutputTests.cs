using System.Text;
using CsCheck;
using OrleansScheduler.NodeAgent.Logs;

namespace OrleansScheduler.NodeAgent.Tests.Logs;

/// <summary>The way from a container's output to its log, and from there to who follows it.</summary>
public sealed class OutputTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("output-").FullName;

    private string LogPath => Path.Combine(folder, "0.log");

    private string Output => Path.Combine(folder, "stdout");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Append_AnyCutOfTheOutput_LogHoldsTheSameText() => Gen.String[Gen.Char["ab\n"], 0, 40].Array[0, 6].Sample(
        blocks =>
        {
            File.Delete(LogPath);
            using (var log = new CriLogWriter(LogPath, TimeProvider.System))
            {
                var lines = new OutputLines(LogStreamName.Stdout, log);
                foreach (var block in blocks)
                {
                    lines.Append(Encoding.UTF8.GetBytes(block));
                }

                lines.Complete();
            }

            Assert.Equal(string.Concat(blocks), TextOf(CriLogReader.Tail(LogPath, int.MaxValue)));
        },
        iter: 50,
        threads: 1);

    [Fact]
    public void Append_LineBeyondTheLimit_IsWrittenInParts()
    {
        using (var log = new CriLogWriter(LogPath, TimeProvider.System))
        {
            new OutputLines(LogStreamName.Stdout, log).Append(Encoding.UTF8.GetBytes(new string('x', 20_000) + "\n"));
        }

        var entries = CriLogReader.Tail(LogPath, 9).ToList();
        Assert.Equal([(16 * 1024, false), (20_000 - 16 * 1024, true)], entries.Select(entry => (entry.Text.Length, entry.IsWhole)));
    }

    [Fact]
    public void Carry_FileIsTruncatedByItsWriter_GoesOnWithWhatIsWrittenThen()
    {
        File.WriteAllText(Output, "first line\n");
        using (var log = new CriLogWriter(LogPath, TimeProvider.System))
        using (var file = new OutputFile(Output, 0, new OutputLines(LogStreamName.Stdout, log)))
        {
            Assert.True(file.Carry(new byte[64]));
            File.WriteAllText(Output, "next\n");
            Assert.True(file.Carry(new byte[64]));
            Assert.Equal(5, file.Carried);
        }

        Assert.Equal("first line\nnext\n", TextOf(CriLogReader.Tail(LogPath, 9)));
    }

    [Fact]
    public void ReadLine_LogIsRotated_GoesOnInTheNewFile()
    {
        File.WriteAllText(LogPath, "one\ntwo\npart");
        using var tail = new LogTail(LogPath);
        Assert.Equal(["one", "two", null], [tail.ReadLine(), tail.ReadLine(), tail.ReadLine()]);

        File.AppendAllText(LogPath, "ly\n");
        Assert.Equal("partly", tail.ReadLine());
        File.Move(LogPath, CriLogWriter.RotatedName(LogPath, 1));
        Assert.Null(tail.ReadLine());
        File.WriteAllText(LogPath, "three\n");

        Assert.Equal(["three", null], [tail.ReadLine(), tail.ReadLine()]);
    }

    private static string TextOf(IEnumerable<CriLogLine> lines) => string.Concat(lines.Select(line => line.Text + (line.IsWhole ? "\n" : "")));
}
