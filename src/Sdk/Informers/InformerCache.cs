using System.Collections.Concurrent;
using k8s;
using k8s.Models;
using OrleansScheduler.Sdk.Watching;

namespace OrleansScheduler.Sdk.Informers;

/// <summary>The objects of an informer, by key and by indexes. One thread writes, any number read.</summary>
internal sealed class InformerCache<T>
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly ConcurrentDictionary<string, T> objects = new();
    private readonly ConcurrentDictionary<string, InformerIndex<T>> indexes = new();

    public ICollection<T> Items => objects.Values;

    public T? Find(string key) => objects.GetValueOrDefault(key);

    public IReadOnlyCollection<T> FindBy(string index, string value) => indexes[index].Find(value);

    public void AddIndex(string name, Func<T, IEnumerable<string?>> values)
    {
        var index = new InformerIndex<T>(values);
        if (!indexes.TryAdd(name, index))
        {
            throw new ArgumentException($"There is already an index '{name}'.", nameof(name));
        }

        foreach (var (key, resource) in objects)
        {
            index.Change(key, null, resource);
        }
    }

    public void Accept(ResourceEvent<T> change)
    {
        var key = Informer<T>.KeyOf(change.Resource);
        var before = objects.GetValueOrDefault(key);
        var after = change.Type == ResourceEventType.Deleted ? null : change.Resource;
        if (after is null)
        {
            objects.TryRemove(key, out _);
        }
        else
        {
            objects[key] = after;
        }

        foreach (var index in indexes.Values)
        {
            index.Change(key, before, after);
        }
    }
}
