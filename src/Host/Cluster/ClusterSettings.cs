using System.Net;

namespace OrleansScheduler.Host.Cluster;

/// <summary>What the command line decides about one cluster process.</summary>
internal sealed record ClusterSettings
{
    /// <summary>Where everything of this cluster lives: store, certificates, kubeconfig, logs, node state.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>The CA and the key of tokens, which all silos of a cluster share.</summary>
    public required string PkiDirectory { get; init; }

    /// <summary>The API's port; 0 takes a free one.</summary>
    public required int Port { get; init; }

    public IPAddress BindAddress { get; init; } = IPAddress.Loopback;

    /// <summary>Names and addresses by which other machines reach this one; the first is told to nodes that join.</summary>
    public IReadOnlyList<string> Advertised { get; init; } = [];

    /// <summary>Where the dashboard listens; null for none. Beyond loopback it is served over TLS.</summary>
    public IPEndPoint? Dashboard { get; init; }

    /// <summary>Offer a link that logs into the dashboard as the administrator.</summary>
    public bool InviteToDashboard { get; init; }

    public required string KubeconfigPath { get; init; }

    /// <summary>How many process-runtime nodes run inside this process.</summary>
    public required int Nodes { get; init; }

    /// <summary>As kube-controller-manager's flag: <c>*</c>, <c>none</c>, or a list of <c>name</c> and <c>-name</c>.</summary>
    public string Controllers { get; init; } = "*";

    public IReadOnlyList<string> DisabledAdmissionPlugins { get; init; } = [];

    /// <summary>A settings file of silo-config, by name or by path.</summary>
    public string Configuration { get; init; } = "development";

    /// <summary>Single settings given as <c>Section:Key=value</c>; they win over files and environment.</summary>
    public IReadOnlyList<string> Overrides { get; init; } = [];

    /// <summary>The grace of pods that end with the cluster; null lets them go on, for the next start to find them.</summary>
    public TimeSpan? EndPodsOnStop { get; init; }

    /// <summary>Log to the console too, not only to the files in the data directory.</summary>
    public bool LogToConsole { get; init; }
}
