using Azure.Storage.Blobs;
using Orleans.Storage;

namespace OrleansScheduler.Storage.Azure;

/// <summary>Where a grain storage keeps its states. Named as in Orleans' own Azure package, which may take its place.</summary>
public sealed class AzureBlobStorageOptions : IStorageProviderSerializerOptions
{
    public const string DefaultContainerName = "grainstate";

    /// <summary>The account.</summary>
    public required BlobServiceClient BlobServiceClient { get; set; }

    /// <summary>The container; it is made when it is not there.</summary>
    public string ContainerName { get; set; } = DefaultContainerName;

    public required IGrainStorageSerializer GrainStorageSerializer { get; set; }
}
