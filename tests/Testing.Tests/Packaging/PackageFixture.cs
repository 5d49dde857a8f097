using System.Diagnostics;
using OrleansScheduler.TestKit;

namespace OrleansScheduler.Testing.Tests.Packaging;

/// <summary>Both packages, packed from the build under test into a folder that serves as the only package source.</summary>
public sealed class PackageFixture : IAsyncLifetime
{
    private static readonly string Configuration =
        Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));

    public string Folder { get; } = Directory.CreateTempSubdirectory("orleans-scheduler-packages-").FullName;

    public string Version { get; } = $"0.1.0-test.{Environment.ProcessId}";

    public async ValueTask InitializeAsync()
    {
        foreach (var project in new[] { "Sdk", "Testing" })
        {
            await DotnetAsync(
                RepositoryRoot.Path,
                "pack", Path.Combine("src", project), "--no-build", "-c", Configuration, "-o", Folder, $"-p:Version={Version}");
        }
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Runs the tool to its end; what it prints is the exception's text when it fails.</summary>
    public static async Task<string> DotnetAsync(string directory, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = directory, RedirectStandardOutput = true,
        };

        // Build servers that outlive the test would hold its output open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{output}");
    }
}
