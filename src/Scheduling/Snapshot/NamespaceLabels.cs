using System.Collections.Frozen;

namespace OrleansScheduler.Scheduling.Snapshot;

/// <summary>The labels of namespaces, which namespace selectors read.</summary>
public sealed class NamespaceLabels
{
    private static readonly IReadOnlyDictionary<string, string> None = FrozenDictionary<string, string>.Empty;

    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> _labels = new(StringComparer.Ordinal);

    /// <summary>Grows with every change.</summary>
    internal int Version { get; private set; }

    public void Set(string ns, IDictionary<string, string>? labels)
    {
        var now = labels?.ToFrozenDictionary(StringComparer.Ordinal) ?? None;
        if (!_labels.TryGetValue(ns, out var before) || !before.ToHashSet().SetEquals(now))
        {
            _labels[ns] = now;
            Version++;
        }
    }

    public void Remove(string ns)
    {
        if (_labels.Remove(ns))
        {
            Version++;
        }
    }

    internal IReadOnlyDictionary<string, string> Labels(string ns) => _labels.GetValueOrDefault(ns, None);
}
