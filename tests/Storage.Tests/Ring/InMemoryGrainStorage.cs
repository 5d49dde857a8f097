using System.Collections.Concurrent;
using Orleans.Storage;
using OrleansScheduler.Storage.Ring;

namespace OrleansScheduler.Storage.Tests.Ring;

/// <summary>A grain storage in memory with the semantics the ring asks for.</summary>
internal sealed class InMemoryGrainStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<string, State> _states = new();
    private long _lastETag;

    public IReadOnlyCollection<string> Names => [.. _states.Keys];

    /// <summary>Puts other bytes in the place of a state, as a damaged disk would: its ETag stays.</summary>
    public void Damage(string name, byte[]? bytes)
    {
        if (bytes is null)
        {
            Assert.True(_states.TryRemove(name, out _));
        }
        else
        {
            _states[name] = _states[name] with { Bytes = bytes };
        }
    }

    public byte[] Get(string name) => _states[name].Bytes;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var isThere = _states.TryGetValue(Name(grainId), out var state);
        grainState.RecordExists = isThere;
        grainState.ETag = state?.ETag;
        grainState.State = (T)(object)new RingBlock { Bytes = state?.Bytes ?? [] };
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var next = new State(((RingBlock)(object)grainState.State!).Bytes, $"{Interlocked.Increment(ref _lastETag)}");
        var isWritten = grainState.ETag is null
            ? _states.TryAdd(Name(grainId), next)
            : _states.TryGetValue(Name(grainId), out var seen)
                && seen.ETag == grainState.ETag
                && _states.TryUpdate(Name(grainId), next, seen);
        grainState.ETag = isWritten ? next.ETag : throw new InconsistentStateException($"{grainId} was changed.");
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        _states.TryRemove(Name(grainId), out _);
        return Task.CompletedTask;
    }

    private static string Name(GrainId id) => id.Key.ToString() ?? "";

    // Compared by reference: the dictionary replaces exactly the state that was seen.
    private sealed record State(byte[] Bytes, string ETag);
}
