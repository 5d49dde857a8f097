using Azure.Data.Tables;

namespace OrleansScheduler.Storage.Azure;

/// <summary>Where silos find one another. Named as in Orleans' own Azure package, which may take its place.</summary>
public sealed class AzureStorageClusteringOptions
{
    /// <summary>The account.</summary>
    public required TableServiceClient TableServiceClient { get; set; }

    /// <summary>The table; it is made when it is not there.</summary>
    public string TableName { get; set; } = "OrleansSiloInstances";
}
