using System.Net;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Orleans.Storage;

namespace OrleansScheduler.Storage.Azure;

/// <summary>A grain storage that keeps each state in a blob and writes it only against the ETag last seen.</summary>
internal sealed class AzureBlobGrainStorage(AzureBlobStorageOptions options, string serviceId)
    : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>
{
    private readonly BlobContainerClient _container =
        options.BlobServiceClient.GetBlobContainerClient(options.ContainerName);

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe<AzureBlobGrainStorage>(
        ServiceLifecycleStage.ApplicationServices, InitializeAsync);

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        try
        {
            var blob = await Blob(stateName, grainId).DownloadContentAsync(CancellationToken.None);
            grainState.State = options.GrainStorageSerializer.Deserialize<T>(blob.Value.Content)
                ?? throw new InvalidDataException($"The state of {grainId} is empty.");
            grainState.ETag = blob.Value.Details.ETag.ToString();
            grainState.RecordExists = true;
        }
        catch (RequestFailedException missing) when (missing.Status == (int)HttpStatusCode.NotFound)
        {
            grainState.ETag = null;
            grainState.RecordExists = false;
        }
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var content = options.GrainStorageSerializer.Serialize(grainState.State);
        var conditions = grainState.ETag is null
            ? new BlobRequestConditions { IfNoneMatch = ETag.All }
            : Unchanged(grainState.ETag);
        try
        {
            var written = await Blob(stateName, grainId).UploadAsync(
                content, new BlobUploadOptions { Conditions = conditions }, CancellationToken.None);
            grainState.ETag = written.Value.ETag.ToString();
            grainState.RecordExists = true;
        }
        catch (RequestFailedException changed) when (IsConflict(changed))
        {
            throw Inconsistent(grainId, changed);
        }
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        try
        {
            await Blob(stateName, grainId).DeleteIfExistsAsync(
                conditions: grainState.ETag is null ? null : Unchanged(grainState.ETag),
                cancellationToken: CancellationToken.None);
            grainState.ETag = null;
            grainState.RecordExists = false;
        }
        catch (RequestFailedException changed) when (IsConflict(changed))
        {
            throw Inconsistent(grainId, changed);
        }
    }

    private Task InitializeAsync(CancellationToken cancellationToken) =>
        _container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);

    private BlobClient Blob(string stateName, GrainId grainId) =>
        _container.GetBlobClient($"{serviceId}/{stateName}/{grainId.Key}");

    private static BlobRequestConditions Unchanged(string etag) => new() { IfMatch = new ETag(etag) };

    private static bool IsConflict(RequestFailedException failure) =>
        failure.Status is (int)HttpStatusCode.PreconditionFailed or (int)HttpStatusCode.Conflict;

    private static InconsistentStateException Inconsistent(GrainId grainId, Exception inner) =>
        new($"The state of {grainId} was changed by another writer.", inner);
}
