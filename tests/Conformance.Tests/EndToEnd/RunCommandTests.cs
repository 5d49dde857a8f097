using System.Diagnostics;
using OrleansScheduler.TestKit;

namespace OrleansScheduler.Conformance.Tests.EndToEnd;

/// <summary>The README's first command, as a user types it.</summary>
public sealed class RunCommandTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_TheSampleJob_PrintsItsLogsAndCompletes()
    {
        var result = await HostProcess.RunAsync(["run", Sample("primes.yaml")], Cancellation);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("1..500: 95 primes, the largest is 499", result.Output);
        Assert.Contains("1501..2000: 64 primes, the largest is 1999", result.Output);
        Assert.Contains("4/4", result.Output);
    }

    [Fact]
    public async Task Run_AJobThatFails_SaysWhyAndExitsWithOne()
    {
        using var manifest = new TemporaryManifest(
            """
            apiVersion: batch/v1
            kind: Job
            metadata: { name: broken }
            spec:
              backoffLimit: 0
              template:
                spec:
                  restartPolicy: Never
                  containers:
                  - { name: c, image: host, command: ["/bin/sh", "-c", "echo before the end; exit 3"] }
            """);

        var result = await HostProcess.RunAsync(["run", manifest.Path], Cancellation);

        Assert.True(result.ExitCode == 1, result.ToString());
        Assert.Contains("before the end", result.Output);
        Assert.Contains("BackoffLimitExceeded", result.Output + result.Error);
    }

    [Fact]
    public async Task Run_AManifestWithAnError_NamesTheField()
    {
        using var manifest = new TemporaryManifest(
            """
            apiVersion: batch/v1
            kind: Job
            metadata: { name: broken }
            spec: { template: { spec: { restartPolicy: Always, containers: [{ name: c, image: host }] } } }
            """);

        var result = await HostProcess.RunAsync(["run", manifest.Path], Cancellation);

        Assert.True(result.ExitCode == 1, result.ToString());
        Assert.Contains("spec.template.spec.restartPolicy", result.Error);
    }

    [Fact]
    public async Task Run_AMissingFile_SaysSo()
    {
        var result = await HostProcess.RunAsync(["run", "no-such-file.yaml"], Cancellation);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("no-such-file.yaml", result.Error);
    }

    [Fact]
    public async Task Run_Interrupted_EndsItsProcessesAndExitsWith130()
    {
        var mark = $"8{Random.Shared.Next(1_000_000, 9_999_999)}";
        using var manifest = new TemporaryManifest(
            $$"""
            apiVersion: batch/v1
            kind: Job
            metadata: { name: endless }
            spec:
              template:
                spec:
                  restartPolicy: Never
                  containers:
                  - { name: c, image: host, command: ["sh", "-c", "trap '' TERM; echo it runs; while :; do sleep {{mark}}; done"] }
            """);
        using var process = Process.Start(new ProcessStartInfo(HostProcess.Executable, ["run", manifest.Path])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        }) ?? throw new InvalidOperationException($"{HostProcess.Executable} did not start.");
        var output = "";
        while (!output.Contains("it runs", StringComparison.Ordinal))
        {
            output += await process.StandardOutput.ReadLineAsync(Cancellation)
                ?? throw new InvalidOperationException($"run ended: {output}{await process.StandardError.ReadToEndAsync(Cancellation)}");
        }

        Assert.NotEmpty(ProcessesWith(mark));
        using var interrupt = Process.Start("kill", ["-INT", $"{process.Id}"]);
        await process.WaitForExitAsync(Cancellation).WaitAsync(TimeSpan.FromSeconds(25), Cancellation);

        Assert.Equal(130, process.ExitCode);
        Assert.Empty(ProcessesWith(mark));
    }

    private static IReadOnlyList<string> ProcessesWith(string mark) =>
    [
        .. Directory.EnumerateDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), out _))
            .Where(folder => CommandOf(folder).Contains($"sleep\0{mark}", StringComparison.Ordinal)),
    ];

    private static string CommandOf(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline"));
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static string Sample(string name) => Path.Combine(RepositoryRoot.Path, "deploy", "samples", name);
}
