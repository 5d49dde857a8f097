using k8s.Models;

namespace OrleansScheduler.Scheduling.Snapshot;

/// <summary>Which image lies on which nodes. An image's size is the one its first node reported.</summary>
internal sealed class NodeImages
{
    private readonly Dictionary<string, ImageSpread> _images = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<string>> _namesByNode = new(StringComparer.Ordinal);

    public void Set(string node, IEnumerable<V1ContainerImage> images)
    {
        foreach (var name in _namesByNode.GetValueOrDefault(node, []))
        {
            if (_images[name].Nodes.Remove(node) && _images[name].Nodes.Count == 0)
            {
                _images.Remove(name);
            }
        }

        var sizes = images
            .SelectMany(image => (image.Names ?? []).Select(name => (name, size: image.SizeBytes ?? 0)))
            .DistinctBy(item => item.name)
            .ToArray();
        foreach (var (name, size) in sizes)
        {
            if (!_images.TryGetValue(name, out var spread))
            {
                _images.Add(name, spread = new ImageSpread(size, new HashSet<string>(StringComparer.Ordinal)));
            }

            spread.Nodes.Add(node);
        }

        SetNames(node, [.. sizes.Select(item => item.name)]);
    }

    /// <summary>Null when no node has the image.</summary>
    public ImageSpread? Find(string image) => _images.GetValueOrDefault(image);

    private void SetNames(string node, IReadOnlyList<string> names)
    {
        if (names.Count == 0)
        {
            _namesByNode.Remove(node);
        }
        else
        {
            _namesByNode[node] = names;
        }
    }
}
