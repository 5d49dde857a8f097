namespace OrleansScheduler.Host.Cluster;

/// <summary>Where a cluster keeps its state, and its silos find one another.</summary>
internal enum StorageProvider
{
    /// <summary>A file in the data directory, for one silo.</summary>
    Sqlite,
    PostgreSql,
    Redis,
    AzureStorage,
}
