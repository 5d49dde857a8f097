using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace OrleansScheduler.Sdk.Informers;

/// <summary>Objects by the values a function reads from them. A reader always sees one whole state of a value's objects.</summary>
internal sealed class InformerIndex<T>(Func<T, IEnumerable<string?>> values)
    where T : class
{
    private readonly ConcurrentDictionary<string, ImmutableDictionary<string, T>> entries = new();

    public IReadOnlyCollection<T> Find(string value) =>
        entries.TryGetValue(value, out var found) ? [.. found.Values] : [];

    public void Change(string key, T? before, T? after)
    {
        var current = Values(after);
        foreach (var value in Values(before).Except(current))
        {
            Remove(value, key);
        }

        if (after is not null)
        {
            current.ForEach(value => Set(value, key, after));
        }
    }

    private List<string> Values(T? resource) => resource is null ? [] : [.. values(resource).OfType<string>()];

    private void Set(string value, string key, T resource) =>
        entries[value] = entries.GetValueOrDefault(value, ImmutableDictionary<string, T>.Empty).SetItem(key, resource);

    private void Remove(string value, string key)
    {
        var rest = entries[value].Remove(key);
        if (rest.IsEmpty)
        {
            entries.TryRemove(value, out _);
        }
        else
        {
            entries[value] = rest;
        }
    }
}
