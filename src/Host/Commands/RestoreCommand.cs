using System.CommandLine;
using OrleansScheduler.Host.Backups;
using OrleansScheduler.Host.Cluster;
using OrleansScheduler.Resources.Store.Log;

namespace OrleansScheduler.Host.Commands;

/// <summary><c>restore</c>: the state of a backup into a data directory or database that is still empty.</summary>
internal static class RestoreCommand
{
    private static readonly Argument<string> File = new("file") { Description = "The archive that 'backup' wrote." };

    public static Command Create()
    {
        var command = new Command(
            "restore",
            """
            Put the objects of a backup into an empty cluster, before its first start.

            Names, UIDs and resourceVersions of objects stay. Open watches of old clients end with 410 and list anew.
            """)
        {
            File,
        };
        var flags = new StorageFlags();
        flags.AddTo(command);
        command.SetGuardedAction((parsed, cancellationToken) =>
            RestoreAsync(parsed.GetRequiredValue(File), flags.Read(parsed), cancellationToken));
        return command;
    }

    private static async Task<int> RestoreAsync(
        string path, StorageLocation location, CancellationToken cancellationToken)
    {
        await using var file = System.IO.File.OpenRead(path);
        using var backup = BackupReader.Open(file);
        using var host = StorageHost.Build(location);
        await host.StartAsync(cancellationToken);
        await new LogRestore(host.Services.GetRequiredService<ILogStore>()).RestoreAsync(
            backup,
            resource => Console.WriteLine($"{resource.ResourceType,-30}{resource.Objects,10:N0} objects"),
            cancellationToken);
        await host.StopAsync(cancellationToken);
        Console.WriteLine($"Restored the cluster as of {backup.Manifest.CreatedAt:u}. Start it with the same --data and --config.");
        return 0;
    }
}
