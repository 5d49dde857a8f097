using System.CommandLine;
using OrleansScheduler.Host.Cluster;

namespace OrleansScheduler.Host.Commands;

/// <summary>The flags that say where a cluster's state is.</summary>
internal sealed class StorageFlags
{
    private readonly Option<string> _data = new("--data")
    {
        Description = "Directory of the cluster's store, certificates, kubeconfig and logs.",
        HelpName = "DIR",
        DefaultValueFactory = _ => DataDirectories.Default,
    };

    private readonly Option<string> _config = new("--config")
    {
        Description = "Settings file: a name in silo-config or a path.",
        HelpName = "FILE",
        DefaultValueFactory = _ => "development",
    };

    private readonly Option<string[]> _set = new("--set")
    {
        Description = "One setting over the file's, e.g. --set Nodes:MonitorGracePeriod=00:00:20 (repeatable).",
        HelpName = "KEY=VALUE",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_data);
        command.Options.Add(_config);
        command.Options.Add(_set);
    }

    public StorageLocation Read(ParseResult parsed) => new(
        Path.GetFullPath(parsed.GetRequiredValue(_data)),
        parsed.GetRequiredValue(_config),
        parsed.GetValue(_set) ?? []);
}
