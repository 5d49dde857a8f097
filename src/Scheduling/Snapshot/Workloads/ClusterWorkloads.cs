using k8s.Models;
using OrleansScheduler.Resources.Selectors;
using OrleansScheduler.Scheduling.Pods;

namespace OrleansScheduler.Scheduling.Snapshot.Workloads;

/// <summary>
/// Services and the controllers of pods: what pods are spread with when they do not say it themselves, which is the
/// services that select them together with the controller that owns them.
/// </summary>
public sealed class ClusterWorkloads
{
    private readonly Dictionary<string, Dictionary<string, IDictionary<string, string>>> _services = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Namespace, PodOwner Owner), LabelSelector> _owners = [];

    /// <summary>Grows with every change.</summary>
    internal int Version { get; private set; }

    public void Set(V1Service service)
    {
        var ns = service.Metadata.NamespaceProperty ?? "";
        Remove(service);
        if (service.Spec?.Selector is { } selector)
        {
            if (!_services.TryGetValue(ns, out var services))
            {
                _services.Add(ns, services = new Dictionary<string, IDictionary<string, string>>(StringComparer.Ordinal));
            }

            services.Add(service.Metadata.Name, selector);
        }
    }

    public void Remove(V1Service service)
    {
        Version++;
        if (_services.TryGetValue(service.Metadata.NamespaceProperty ?? "", out var services))
        {
            services.Remove(service.Metadata.Name);
        }
    }

    public void Set(V1ReplicaSet set) => SetOwner(set.Metadata, "apps", "ReplicaSet", LabelSelector.Of(set.Spec.Selector));

    public void Set(V1StatefulSet set) => SetOwner(set.Metadata, "apps", "StatefulSet", LabelSelector.Of(set.Spec.Selector));

    public void Set(V1ReplicationController controller) => SetOwner(
        controller.Metadata, "", "ReplicationController", Equalities(controller.Spec.Selector ?? new Dictionary<string, string>()));

    public void Remove(V1ReplicaSet set) => RemoveOwner(set.Metadata, "apps", "ReplicaSet");

    public void Remove(V1StatefulSet set) => RemoveOwner(set.Metadata, "apps", "StatefulSet");

    public void Remove(V1ReplicationController controller) =>
        RemoveOwner(controller.Metadata, "", "ReplicationController");

    /// <summary>What the pod is spread with by default; null when nothing selects it.</summary>
    internal PodSelector? DefaultSelector(PodDemand pod)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var selector in _services.GetValueOrDefault(pod.Key.Namespace)?.Values ?? Enumerable.Empty<IDictionary<string, string>>())
        {
            if (selector.All(pair => pod.Labels.TryGetValue(pair.Key, out var value) && value == pair.Value))
            {
                foreach (var (key, value) in selector)
                {
                    labels[key] = value;
                }
            }
        }

        var owned = pod.Owner is { } owner ? _owners.GetValueOrDefault((pod.Key.Namespace, owner)) : null;
        var requirements = Equalities(labels).Requirements.Concat(owned?.Requirements ?? []).ToArray();
        return requirements.Length == 0 ? null : new PodSelector(new LabelSelector(requirements));
    }

    private static LabelSelector Equalities(IDictionary<string, string> labels) =>
        new([.. labels.Select(label => new LabelRequirement(label.Key, LabelOperator.In, [label.Value]))]);

    private void SetOwner(V1ObjectMeta metadata, string group, string kind, LabelSelector selector)
    {
        Version++;
        _owners[(metadata.NamespaceProperty ?? "", new PodOwner(group, kind, metadata.Name))] = selector;
    }

    private void RemoveOwner(V1ObjectMeta metadata, string group, string kind)
    {
        Version++;
        _owners.Remove((metadata.NamespaceProperty ?? "", new PodOwner(group, kind, metadata.Name)));
    }
}
