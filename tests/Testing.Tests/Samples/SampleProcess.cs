using System.Diagnostics;
using OrleansScheduler.TestKit;

namespace OrleansScheduler.Testing.Tests.Samples;

/// <summary>Starts the built samples as a user would: a process that finds its cluster by the environment.</summary>
internal static class SampleProcess
{
    public static Process Start(string project, string assembly, TestCluster cluster, params string[] arguments)
    {
        var configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var path = Path.Combine(RepositoryRoot.Path, "artifacts", "bin", project, configuration, assembly);
        var start = new ProcessStartInfo("dotnet", [path, .. arguments]) { RedirectStandardOutput = true };
        start.Environment["KUBECONFIG"] = cluster.Kubeconfig;
        start.Environment["ConnectionStrings__cluster"] = cluster.ConnectionString;
        return Process.Start(start) ?? throw new InvalidOperationException($"{path} did not start.");
    }

    public static async Task<(int ExitCode, string Output)> RunAsync(
        string project, string assembly, TestCluster cluster, CancellationToken cancellationToken)
    {
        using var process = Start(project, assembly, cluster);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, output);
    }
}
