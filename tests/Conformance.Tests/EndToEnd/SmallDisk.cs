using OrleansScheduler.TestKit;

namespace OrleansScheduler.Conformance.Tests.EndToEnd;

/// <summary>A mounted file system of a few megabytes that can be filled and cleared.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private static readonly IReadOnlyDictionary<string, string> NoVariables = new Dictionary<string, string>();

    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    private string Filler => System.IO.Path.Combine(Path, "filler");

    public static async Task<SmallDisk> MountAsync(CancellationToken cancellationToken)
    {
        var path = Directory.CreateTempSubdirectory("orleans-scheduler-disk-").FullName;
        await RunAsync("mount", ["-t", "tmpfs", "-o", "size=48m", "tmpfs", path], cancellationToken);
        return new SmallDisk(path);
    }

    /// <summary>Takes every free byte.</summary>
    public void Fill()
    {
        using var file = File.Create(Filler);
        var block = new byte[64 * 1024];
        try
        {
            while (true)
            {
                file.Write(block);
                file.Flush(flushToDisk: true);
            }
        }
        catch (IOException)
        {
            // The disk is full: what was asked for.
        }
    }

    public void Clear() => File.Delete(Filler);

    public async ValueTask DisposeAsync()
    {
        await RunAsync("umount", [Path], CancellationToken.None);
        Directory.Delete(Path);
    }

    private static async Task RunAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        var result = await new Tool(program).RunAsync(arguments, NoVariables, cancellationToken);
        Assert.True(result.ExitCode == 0, $"{program}: {result}");
    }
}
