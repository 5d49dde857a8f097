using System.Runtime.InteropServices;
using k8s.Models;
using OrleansScheduler.Resources;
using OrleansScheduler.Scheduling.Pods;

namespace OrleansScheduler.Scheduling.Snapshot;

/// <summary>
/// All nodes and what is placed on them, one array per property and one slot per node, so that a pod is compared with
/// every node in a few linear passes. Not thread-safe: its owner applies changes and runs plans one after another.
/// </summary>
public sealed class ClusterSnapshot
{
    private const int SlotsMin = 16;

    private readonly NodeShapes _shapes = new();
    private readonly Dictionary<string, int> _slots = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ResourceColumn> _columns = new(StringComparer.Ordinal);
    private readonly Stack<int> _free = new();
    private readonly PlacedPods _placed = new();
    private readonly NodeImages _images = new();
    private NodeIdentity[] _identities = new NodeIdentity[SlotsMin];
    private long[] _podsAllowed = new long[SlotsMin];
    private int _slotsUsed;

    /// <summary>How many nodes there are.</summary>
    public int NodeCount => _slots.Count;

    /// <summary>How many pods are placed, those on unknown nodes included.</summary>
    public int PodCount => _placed.Count;

    internal Dictionary<string, int>.ValueCollection Slots => _slots.Values;

    /// <summary>One more than the highest slot: the length of buffers indexed by slot.</summary>
    internal int SlotsEnd => _slotsUsed;

    internal int ShapeCount => _shapes.Count;

    internal NodeImages Images => _images;

    /// <summary>Adds the node or takes over its new state; what is placed on it stays.</summary>
    public void SetNode(V1Node node)
    {
        var name = node.Metadata.Name;
        var isNew = !_slots.TryGetValue(name, out var slot);
        if (isNew)
        {
            slot = TakeSlot();
            _slots.Add(name, slot);
        }

        var hostname = node.Metadata.Labels?.TryGetValue(NodeIdentity.HostnameLabel, out var label) is true ? label : null;
        _identities[slot] = new NodeIdentity(name, hostname, _shapes.Intern(node));
        _images.Set(name, node.Status?.Images ?? []);
        SetAllocatable(slot, node);
        if (isNew)
        {
            _placed.On(name).ForEach(pod => Count(slot, pod, +1));
        }
    }

    public void RemoveNode(string name)
    {
        if (!_slots.Remove(name, out var slot))
        {
            return;
        }

        _images.Set(name, []);
        _identities[slot] = default;
        _podsAllowed[slot] = 0;
        foreach (var column in _columns.Values)
        {
            column.Clear(slot);
        }

        _free.Push(slot);
    }

    /// <summary>Counts the pod on the node, even beyond its capacity; a pod placed before moves.</summary>
    public void Place(PodDemand pod, string nodeName)
    {
        Remove(pod.Key);
        _placed.Add(pod, nodeName);
        if (_slots.TryGetValue(nodeName, out var slot))
        {
            Count(slot, pod, +1);
        }
    }

    /// <summary>Forgets the pod; false when it was not placed.</summary>
    public bool Remove(ObjectKey key)
    {
        if (!_placed.Remove(key, out var pod, out var nodeName))
        {
            return false;
        }

        if (_slots.TryGetValue(nodeName, out var slot))
        {
            Count(slot, pod, -1);
        }

        return true;
    }

    public bool HasNode(string name) => _slots.ContainsKey(name);

    /// <summary>The node the pod is counted on, null when it is not placed.</summary>
    public string? NodeOf(ObjectKey pod) => _placed.NodeOf(pod);

    /// <summary>The pods counted on the node.</summary>
    public IReadOnlyCollection<PodDemand> PodsOn(string nodeName) => _placed.On(nodeName);

    /// <summary>What the node can give of a resource, and what of it is taken.</summary>
    public (long Allocatable, long Requested) Usage(string nodeName, string resource) =>
        _slots.TryGetValue(nodeName, out var slot) && _columns.TryGetValue(resource, out var column)
            ? (column.Allocatable[slot], column.Requested[slot])
            : default;

    internal int SlotOf(string nodeName) => _slots[nodeName];

    internal ref readonly NodeIdentity Identity(int slot) => ref _identities[slot];

    internal long PodsAllowed(int slot) => _podsAllowed[slot];

    /// <summary>The resource's column, null when no node offers it and no placed pod asks for it.</summary>
    internal ResourceColumn? Column(string resource) => _columns.GetValueOrDefault(resource);

    private int TakeSlot()
    {
        if (_free.TryPop(out var slot))
        {
            return slot;
        }

        if (_slotsUsed == _identities.Length)
        {
            Grow(_slotsUsed * 2);
        }

        return _slotsUsed++;
    }

    private void Grow(int capacity)
    {
        Array.Resize(ref _identities, capacity);
        Array.Resize(ref _podsAllowed, capacity);
        foreach (var column in _columns.Values)
        {
            column.Grow(capacity);
        }
    }

    private void SetAllocatable(int slot, V1Node node)
    {
        foreach (var column in _columns.Values)
        {
            column.Allocatable[slot] = 0;
        }

        _podsAllowed[slot] = 0;
        foreach (var (resource, quantity) in node.Status?.Allocatable ?? new Dictionary<string, ResourceQuantity>())
        {
            var amount = ResourceAmounts.Units(resource, quantity.ToDecimal());
            if (resource == ResourceAmounts.Pods)
            {
                _podsAllowed[slot] = amount;
            }
            else
            {
                ColumnFor(resource).Allocatable[slot] = amount;
            }
        }
    }

    private void Count(int slot, PodDemand pod, int sign)
    {
        foreach (var (resource, amount) in pod.Requests.Items)
        {
            ColumnFor(resource).Requested[slot] += sign * amount;
        }

        foreach (var (resource, amount) in pod.RequestsWithStandIns.Items)
        {
            ColumnFor(resource).RequestedWithStandIns[slot] += sign * amount;
        }
    }

    private ResourceColumn ColumnFor(string resource)
    {
        ref var column = ref CollectionsMarshal.GetValueRefOrAddDefault(_columns, resource, out _);
        return column ??= new ResourceColumn(_identities.Length);
    }
}
