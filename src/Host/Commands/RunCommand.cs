using System.CommandLine;
using k8s;
using OrleansScheduler.Host.Cluster;
using OrleansScheduler.Host.Running;
using OrleansScheduler.Sdk;
using Spectre.Console;

namespace OrleansScheduler.Host.Commands;

/// <summary><c>run</c>: a cluster for the length of one Job.</summary>
internal static class RunCommand
{
    private const int JobFailed = 1;
    private static readonly TimeSpan EndGrace = TimeSpan.FromSeconds(2);

    private static readonly Argument<string> Manifest = new("manifest")
    {
        Description = "YAML file with a Job, and whatever the Job needs (ConfigMaps, Secrets …).",
    };

    private static readonly Option<string?> Data = new("--data")
    {
        Description = "Keep the cluster's data in this directory (default: a temporary one, deleted at the end).",
        HelpName = "DIR",
    };

    public static Command Create()
    {
        var command = new Command(
            "run",
            """
            Run a Job to its end: start a one-process cluster, submit the manifest, print the logs of its pods and the outcome.

            Exit code 0 when the Job completed, 1 when it failed, 130 when it was stopped with Ctrl-C (its processes are ended).
            """)
        {
            Manifest, Data,
        };
        command.SetGuardedAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var documents = ManifestDocument.ReadFile(parsed.GetRequiredValue(Manifest));
        var kept = parsed.GetValue(Data);
        var data = kept is null
            ? Directory.CreateTempSubdirectory("orleans-scheduler-run-").FullName
            : Path.GetFullPath(kept);
        try
        {
            return await RunAsync(documents, data, kept is not null, cancellationToken);
        }
        finally
        {
            if (kept is null)
            {
                Directory.Delete(data, recursive: true);
            }
        }
    }

    private static async Task<int> RunAsync(
        IReadOnlyList<ManifestDocument> documents, string data, bool isKept, CancellationToken cancellationToken)
    {
        var console = new RunConsole(AnsiConsole.Console);
        console.Progress("Starting a cluster …");
        var settings = new ClusterSettings
        {
            DataDirectory = data,
            PkiDirectory = DataDirectories.Pki(data),
            Port = 0,
            KubeconfigPath = DataDirectories.Kubeconfig(data),
            Nodes = 1,
            EndPodsOnStop = EndGrace,
        };
        await using var cluster = await ClusterProcess.StartAsync(settings, TimeProvider.System, cancellationToken);
        using var client = OrleansSchedulerClient.FromKubeconfig(settings.KubeconfigPath);
        using var raw = new Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(settings.KubeconfigPath));
        var run = new JobRun(client, raw, console);
        try
        {
            await run.SubmitAsync(documents, cancellationToken);
            return await run.FollowAsync(cancellationToken) ? 0 : JobFailed;
        }
        finally
        {
            console.End();
            if (isKept)
            {
                await run.CleanUpAsync();
            }
        }
    }
}
