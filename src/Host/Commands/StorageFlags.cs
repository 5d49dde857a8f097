using System.CommandLine;
using OrleansScheduler.Host.Cluster;

namespace OrleansScheduler.Host.Commands;

/// <summary>The flags that say where a cluster's state is.</summary>
internal sealed class StorageFlags
{
    public Option<string> Data { get; } = new("--data")
    {
        Description = "Directory of the cluster's store, certificates, kubeconfig and logs.",
        HelpName = "DIR",
        DefaultValueFactory = _ => DataDirectories.Default,
    };

    public Option<string> Config { get; } = new("--config")
    {
        Description = "Settings file: a name in silo-config or a path.",
        HelpName = "FILE",
        DefaultValueFactory = _ => "development",
    };

    public Option<string[]> Set { get; } = new("--set")
    {
        Description = "One setting over the file's, e.g. --set Nodes:MonitorGracePeriod=00:00:20 (repeatable).",
        HelpName = "KEY=VALUE",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(Data);
        command.Options.Add(Config);
        command.Options.Add(Set);
    }

    public StorageLocation Read(ParseResult parsed) => new(
        Path.GetFullPath(parsed.GetRequiredValue(Data)),
        parsed.GetRequiredValue(Config),
        parsed.GetValue(Set) ?? []);
}
