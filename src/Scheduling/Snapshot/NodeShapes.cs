using System.Text;
using k8s.Models;

namespace OrleansScheduler.Scheduling.Snapshot;

/// <summary>Interns node shapes. Shapes are few (one per node pool and cordon state) and are kept.</summary>
internal sealed class NodeShapes
{
    private readonly Dictionary<string, NodeShape> _shapes = new(StringComparer.Ordinal);
    private readonly List<NodeShape> _byId = [];

    public int Count => _byId.Count;

    public NodeShape this[int id] => _byId[id];

    public NodeShape Intern(V1Node node)
    {
        var labels = (node.Metadata.Labels ?? new Dictionary<string, string>())
            .Where(label => label.Key != NodeIdentity.HostnameLabel)
            .ToDictionary(StringComparer.Ordinal);
        IReadOnlyList<V1Taint> taints = [.. node.Spec?.Taints ?? []];
        var isUnschedulable = node.Spec?.Unschedulable ?? false;
        var signature = Signature(labels, taints, isUnschedulable);
        if (!_shapes.TryGetValue(signature, out var shape))
        {
            shape = new NodeShape(_shapes.Count, labels, taints, isUnschedulable);
            _shapes.Add(signature, shape);
            _byId.Add(shape);
        }

        return shape;
    }

    private static string Signature(
        Dictionary<string, string> labels, IReadOnlyList<V1Taint> taints, bool isUnschedulable)
    {
        var text = new StringBuilder(isUnschedulable ? "-" : "+");
        foreach (var (key, value) in labels.OrderBy(label => label.Key, StringComparer.Ordinal))
        {
            text.Append(key).Append('=').Append(value).Append('\n');
        }

        foreach (var taint in taints)
        {
            text.Append('!').Append(taint.Key).Append('=').Append(taint.Value).Append(':').Append(taint.Effect).Append('\n');
        }

        return text.ToString();
    }
}
