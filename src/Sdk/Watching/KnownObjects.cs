using k8s;
using k8s.Models;

namespace OrleansScheduler.Sdk.Watching;

/// <summary>
/// What a watch has told its reader so far. A relist is compared with it, so that the reader sees exactly the differences:
/// an object whose resourceVersion is unchanged gives no event, a vanished one is deleted, one with another uid is deleted and added.
/// </summary>
internal sealed class KnownObjects<T>(IReadOnlyList<T> told)
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly Dictionary<(string? Namespace, string Name), T> objects = told.ToDictionary(KeyOf);

    public IEnumerable<ResourceEvent<T>> Replace(IReadOnlyList<T> current)
    {
        var keys = current.Select(KeyOf).ToHashSet();
        foreach (var gone in objects.Where(known => !keys.Contains(known.Key)).ToList())
        {
            objects.Remove(gone.Key);
            yield return new(ResourceEventType.Deleted, gone.Value);
        }

        foreach (var resource in current)
        {
            foreach (var change in Set(resource))
            {
                yield return change;
            }
        }
    }

    /// <summary>The events that bring the reader to this state of one object; none when it knows it already.</summary>
    public IEnumerable<ResourceEvent<T>> Set(T resource)
    {
        var key = KeyOf(resource);
        objects.TryGetValue(key, out var known);
        objects[key] = resource;
        if (known is null)
        {
            yield return new(ResourceEventType.Added, resource);
        }
        else if (known.Metadata.Uid != resource.Metadata.Uid)
        {
            yield return new(ResourceEventType.Deleted, known);
            yield return new(ResourceEventType.Added, resource);
        }
        else if (known.Metadata.ResourceVersion != resource.Metadata.ResourceVersion)
        {
            yield return new(ResourceEventType.Modified, resource);
        }
    }

    public IEnumerable<ResourceEvent<T>> Remove(T resource)
    {
        if (objects.Remove(KeyOf(resource)))
        {
            yield return new(ResourceEventType.Deleted, resource);
        }
    }

    private static (string? Namespace, string Name) KeyOf(T resource) =>
        (resource.Metadata.NamespaceProperty, resource.Metadata.Name);
}
