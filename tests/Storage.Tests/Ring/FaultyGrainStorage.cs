using Orleans.Storage;

namespace OrleansScheduler.Storage.Tests.Ring;

/// <summary>A grain storage as one process sees it: every call goes through a hook that may fail, delay or lose it.</summary>
internal sealed class FaultyGrainStorage(IGrainStorage inner, Func<StorageCall, Task> hook) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        hook(new StorageCall("read", Name(grainId), () => inner.ReadStateAsync(stateName, grainId, grainState)));

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        // The caller's state stays as it is where the answer is lost.
        var sent = new GrainState<T>(grainState.State, grainState.ETag) { RecordExists = grainState.RecordExists };
        await hook(new StorageCall("write", Name(grainId), () => inner.WriteStateAsync(stateName, grainId, sent)));
        (grainState.ETag, grainState.RecordExists) = (sent.ETag, true);
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        hook(new StorageCall("clear", Name(grainId), () => inner.ClearStateAsync(stateName, grainId, grainState)));

    private static string Name(GrainId id) => id.Key.ToString() ?? "";
}
