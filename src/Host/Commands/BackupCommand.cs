using System.CommandLine;
using k8s;
using OrleansScheduler.Host.Backups;
using OrleansScheduler.Host.Pki;

namespace OrleansScheduler.Host.Commands;

/// <summary><c>backup</c>: all objects of a running cluster in one file.</summary>
internal static class BackupCommand
{
    private static readonly Argument<string> File = new("file")
    {
        Description = "The archive to write. It holds the cluster's Secrets; only you may read it.",
    };

    private static readonly Option<string?> Kubeconfig = new("--kubeconfig")
    {
        Description = "Whose cluster to back up, as an administrator (default: $KUBECONFIG, else ~/.kube/config).",
        HelpName = "FILE",
    };

    public static Command Create()
    {
        var command = new Command(
            "backup",
            """
            Write all objects of a running cluster into one file.

              orleans-scheduler backup cluster.zip --kubeconfig DIR/kubeconfig
              orleans-scheduler restore cluster.zip --data NEW-DIR

            The CA and the token key in DIR/pki are not part of it: copy that folder to keep kubeconfigs valid.
            """)
        {
            File, Kubeconfig,
        };
        command.SetGuardedAction((parsed, cancellationToken) => WriteAsync(
            Path.GetFullPath(parsed.GetRequiredValue(File)), parsed.GetValue(Kubeconfig), cancellationToken));
        return command;
    }

    private static async Task<int> WriteAsync(string path, string? kubeconfig, CancellationToken cancellationToken)
    {
        using var client = new Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(
            kubeconfig ?? Environment.GetEnvironmentVariable("KUBECONFIG")));
        var manifest = await PrivateFile.WriteAsync(
            path, file => new BackupWriter(client, TimeProvider.System).WriteAsync(file, cancellationToken));
        foreach (var resource in manifest.Resources)
        {
            Console.WriteLine($"{resource.ResourceType,-30}{resource.Objects,10:N0} objects   sha256 {resource.Sha256}");
        }

        Console.WriteLine($"Written to {path} ({new FileInfo(path).Length:N0} bytes).");
        return 0;
    }
}
