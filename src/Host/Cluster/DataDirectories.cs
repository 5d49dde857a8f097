using OrleansScheduler.Host.Commands;

namespace OrleansScheduler.Host.Cluster;

/// <summary>The places inside a data directory, and where data directories are by default.</summary>
internal static class DataDirectories
{
    /// <summary>The user's cluster: <c>~/.local/share/orleans-scheduler</c> on Linux.</summary>
    public static string Default { get; } = Path.Combine(
        Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "orleans-scheduler");

    public static string Pki(string data) => Path.Combine(data, "pki");

    public static string Store(string data) => Path.Combine(data, "store");

    public static string Logs(string data) => Path.Combine(data, "logs");

    public static string Node(string data, string node) => Path.Combine(data, "nodes", node);

    /// <summary>What protects the dashboard's login cookies, which all silos of a cluster share.</summary>
    public static string DashboardKeys(string pki) => Path.Combine(pki, "dashboard");

    public static string Kubeconfig(string data) => Path.Combine(data, "kubeconfig");

    /// <summary>The URL the cluster was last served at, for <c>orleans-scheduler kubeconfig</c>.</summary>
    public static string Endpoint(string data) => Path.Combine(data, "endpoint");

    /// <summary>The URL by which other machines reach the cluster.</summary>
    public static string Advertised(string data) => Path.Combine(data, "advertised");

    /// <exception cref="CommandException">No cluster has run there yet.</exception>
    public static async Task<string> ReadAdvertisedAsync(string data, CancellationToken cancellationToken) =>
        File.Exists(Advertised(data))
            ? (await File.ReadAllTextAsync(Advertised(data), cancellationToken)).Trim()
            : throw new CommandException($"No cluster has run in {data} yet: start one with 'server' or 'dev' first.");
}
