namespace OrleansScheduler.Host.Cluster;

/// <summary>Where a cluster's state is.</summary>
/// <param name="DataDirectory">Where everything of this process lives: embedded store, certificates, kubeconfig, logs, node state.</param>
/// <param name="Configuration">A settings file of silo-config, by name or by path.</param>
/// <param name="Overrides">Single settings given as <c>Section:Key=value</c>; they win over files and environment.</param>
internal sealed record StorageLocation(string DataDirectory, string Configuration, IReadOnlyList<string> Overrides);
