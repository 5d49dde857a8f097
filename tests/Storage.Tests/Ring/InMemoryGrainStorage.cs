using System.Collections.Concurrent;
using Orleans.Storage;
using OrleansScheduler.Storage.Ring;

namespace OrleansScheduler.Storage.Tests.Ring;

/// <summary>
/// A grain storage in memory with the semantics the ring asks for. <see cref="Fault"/> is asked before and after every
/// call and may throw or wait: before it nothing has happened, after it the caller does not know that it has.
/// </summary>
internal sealed class InMemoryGrainStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<string, (byte[] Bytes, string ETag)> _states = new();
    private long _lastETag;

    /// <summary>Asked with <c>read</c>, <c>write</c> or <c>clear</c>, the name, and whether the call has happened.</summary>
    public Func<string, string, bool, Task> Fault { get; set; } = (_, _, _) => Task.CompletedTask;

    public ICollection<string> Names => _states.Keys;

    public void Put(string name, byte[] bytes) => _states[name] = (bytes, NewETag());

    public byte[] Get(string name) => _states[name].Bytes;

    public void Remove(string name) => _states.TryRemove(name, out _);

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var name = grainId.Key.ToString()!;
        await Fault("read", name, false);
        var isThere = _states.TryGetValue(name, out var state);
        grainState.RecordExists = isThere;
        grainState.ETag = isThere ? state.ETag : null;
        grainState.State = (T)(object)new RingBlock { Bytes = isThere ? state.Bytes : [] };
        await Fault("read", name, true);
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var name = grainId.Key.ToString()!;
        await Fault("write", name, false);
        var next = (((RingBlock)(object)grainState.State!).Bytes, NewETag());
        var isWritten = grainState.ETag is null
            ? _states.TryAdd(name, next)
            : _states.TryGetValue(name, out var seen)
                && seen.ETag == grainState.ETag
                && _states.TryUpdate(name, next, seen);
        if (!isWritten)
        {
            throw new InconsistentStateException($"{name} was changed.");
        }

        grainState.ETag = next.Item2;
        await Fault("write", name, true);
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var name = grainId.Key.ToString()!;
        await Fault("clear", name, false);
        Remove(name);
        await Fault("clear", name, true);
    }

    private string NewETag() => Interlocked.Increment(ref _lastETag).ToString();
}
