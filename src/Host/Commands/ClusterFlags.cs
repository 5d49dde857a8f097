using System.CommandLine;
using System.Net;
using OrleansScheduler.Host.Cluster;

namespace OrleansScheduler.Host.Commands;

/// <summary>The flags that <c>dev</c> and <c>server</c> share.</summary>
internal sealed class ClusterFlags
{
    private const int DefaultPort = 6443;
    private const int DefaultDashboardPort = 7443;

    private readonly StorageFlags _storage = new();

    private readonly Option<string?> _pki = new("--pki")
    {
        Description = "Directory of the cluster's CA and token key, the same for all its silos (default: DIR/pki).",
        HelpName = "DIR",
    };

    private readonly Option<int> _port = new("--port")
    {
        Description = "Port of the API; 0 takes a free one.",
        HelpName = "N",
        DefaultValueFactory = _ => DefaultPort,
    };

    private readonly Option<string> _bind = new("--bind")
    {
        Description = "Address to listen on. Anything but loopback opens the API to the network (TLS and tokens stay on).",
        HelpName = "IP",
        DefaultValueFactory = _ => IPAddress.Loopback.ToString(),
    };

    private readonly Option<string[]> _advertise = new("--advertise")
    {
        Description = "Name or address by which other machines reach this server (repeatable; the first is told to nodes).",
        HelpName = "HOST",
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<int?> _dashboardPort = new("--dashboard-port")
    {
        Description = $"Port of the dashboard; 0 takes a free one, -1 leaves it out "
            + $"(default: {DefaultDashboardPort}, or a free one where --port is given).",
        HelpName = "N",
    };

    private readonly Option<string> _dashboardBind = new("--dashboard-bind")
    {
        Description = "Address the dashboard listens on. Anything but loopback is served over TLS.",
        HelpName = "IP",
        DefaultValueFactory = _ => IPAddress.Loopback.ToString(),
    };

    private readonly Option<string?> _kubeconfig = new("--kubeconfig")
    {
        Description = "Where to write the administrator's kubeconfig (default: DIR/kubeconfig).",
        HelpName = "FILE",
    };

    private readonly Option<int> _nodes = new("--nodes")
    {
        Description = "Process-runtime nodes to run inside this process; 0 runs the control plane alone.",
        HelpName = "K",
    };

    private readonly Option<string> _controllers = new("--controllers")
    {
        Description = "Controllers to run, as kube-controller-manager takes them: '*', 'none', or '*,-job,…'.",
        HelpName = "LIST",
        DefaultValueFactory = _ => "*",
    };

    private readonly Option<string[]> _disabledAdmission = new("--disable-admission-plugins")
    {
        Description = "Admission plugins to turn off, as kube-apiserver takes them: NAME,…",
        HelpName = "LIST",
        AllowMultipleArgumentsPerToken = false,
    };

    public ClusterFlags(int defaultNodes) => _nodes.DefaultValueFactory = _ => defaultNodes;

    public void AddTo(Command command)
    {
        Option[] options =
        [
            _storage.Data, _pki, _port, _bind, _advertise, _dashboardPort, _dashboardBind, _kubeconfig, _nodes, _controllers,
            _disabledAdmission, _storage.Config, _storage.Set,
        ];
        foreach (var option in options)
        {
            command.Options.Add(option);
        }
    }

    public ClusterSettings Read(ParseResult parsed)
    {
        var place = _storage.Read(parsed);
        var data = place.DataDirectory;
        return new ClusterSettings
        {
            DataDirectory = data,
            PkiDirectory = Path.GetFullPath(parsed.GetValue(_pki) ?? DataDirectories.Pki(data)),
            Port = parsed.GetRequiredValue(_port),
            BindAddress = Address(parsed, _bind),
            Advertised = parsed.GetValue(_advertise) ?? [],
            Dashboard = Dashboard(parsed),
            KubeconfigPath = parsed.GetValue(_kubeconfig) ?? DataDirectories.Kubeconfig(data),
            Nodes = parsed.GetRequiredValue(_nodes),
            Controllers = parsed.GetRequiredValue(_controllers),
            DisabledAdmissionPlugins =
                [.. (parsed.GetValue(_disabledAdmission) ?? []).SelectMany(list => list.Split(','))],
            Configuration = place.Configuration,
            Overrides = place.Overrides,
        };
    }

    private IPEndPoint? Dashboard(ParseResult parsed)
    {
        var port = parsed.GetValue(_dashboardPort)
            ?? (parsed.GetRequiredValue(_port) == DefaultPort ? DefaultDashboardPort : 0);
        return port switch
        {
            -1 => null,
            >= IPEndPoint.MinPort and <= IPEndPoint.MaxPort => new(Address(parsed, _dashboardBind), port),
            _ => throw new CommandException($"--dashboard-port takes a port or -1, not {port}."),
        };
    }

    private static IPAddress Address(ParseResult parsed, Option<string> flag) =>
        IPAddress.TryParse(parsed.GetRequiredValue(flag), out var address)
            ? address
            : throw new CommandException($"{flag.Name} takes an IP address, not '{parsed.GetValue(flag)}'.");
}
