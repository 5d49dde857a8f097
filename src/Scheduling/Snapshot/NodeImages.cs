using k8s.Models;

namespace OrleansScheduler.Scheduling.Snapshot;

/// <summary>Which image lies on which nodes. An image's size is the one its first node reported.</summary>
internal sealed class NodeImages
{
    private readonly Dictionary<string, ImageSpread> _images = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<(string Name, long Size)>> _imagesByNode = new(StringComparer.Ordinal);

    /// <summary>Grows when images or the number of nodes change, for scores depend on both.</summary>
    public long Version { get; private set; }

    public void Set(string node, IEnumerable<V1ContainerImage> images)
    {
        var sizes = images
            .SelectMany(image => (image.Names ?? []).Select(name => (Name: name, Size: image.SizeBytes ?? 0)))
            .DistinctBy(item => item.Name)
            .ToArray();
        var before = _imagesByNode.GetValueOrDefault(node, []);
        if (before.SequenceEqual(sizes))
        {
            return;
        }

        Version++;
        foreach (var (name, _) in before)
        {
            if (_images[name].Nodes.Remove(node) && _images[name].Nodes.Count == 0)
            {
                _images.Remove(name);
            }
        }

        foreach (var (name, size) in sizes)
        {
            if (!_images.TryGetValue(name, out var spread))
            {
                _images.Add(name, spread = new ImageSpread(size, new HashSet<string>(StringComparer.Ordinal)));
            }

            spread.Nodes.Add(node);
        }

        Keep(node, sizes);
    }

    /// <summary>The share of nodes that have an image changes with the number of nodes.</summary>
    public void NodesChanged()
    {
        if (_images.Count > 0)
        {
            Version++;
        }
    }

    /// <summary>Null when no node has the image.</summary>
    public ImageSpread? Find(string image) => _images.GetValueOrDefault(image);

    private void Keep(string node, IReadOnlyList<(string Name, long Size)> images)
    {
        if (images.Count == 0)
        {
            _imagesByNode.Remove(node);
        }
        else
        {
            _imagesByNode[node] = images;
        }
    }
}
