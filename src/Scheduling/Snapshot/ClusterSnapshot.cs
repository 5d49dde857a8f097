using System.Runtime.InteropServices;
using k8s.Models;
using OrleansScheduler.Resources;
using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot.Crowds;
using OrleansScheduler.Scheduling.Snapshot.Volumes;
using OrleansScheduler.Scheduling.Snapshot.Workloads;

namespace OrleansScheduler.Scheduling.Snapshot;

/// <summary>
/// All nodes and what is placed on them, one array per property and one slot per node, so that a pod is compared with
/// every node in a few linear passes. Every change of a slot is logged, so that what is derived from slots can catch
/// up. Not thread-safe: its owner applies changes and runs plans one after another.
/// </summary>
public sealed class ClusterSnapshot
{
    private const int SlotsMin = 16;
    private const int CrowdsKept = 8192;

    private readonly NodeShapes _shapes = new();
    private readonly Dictionary<string, int> _slots = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ResourceColumn> _columns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TopologyColumn> _topologies = new(StringComparer.Ordinal);
    private readonly Stack<int> _free = new();
    private readonly PlacedPods _placed = new();
    private readonly PodCrowds _crowds;
    private NodeIdentity[] _identities = new NodeIdentity[SlotsMin];
    private List<PlacedPod>?[] _podsOn = new List<PlacedPod>?[SlotsMin];
    private int[] _places = new int[SlotsMin];
    private int[] _shapeOf = Filled(SlotsMin);
    private long[] _nodeStamps = new long[SlotsMin];
    private int _slotsUsed;
    private int _namespacesSeen;
    private int _crowdsAfterReset;

    public ClusterSnapshot()
    {
        _crowds = new PodCrowds(this);
    }

    /// <summary>How many nodes there are.</summary>
    public int NodeCount => _slots.Count;

    /// <summary>How many pods are placed, those on unknown nodes included.</summary>
    public int PodCount => _placed.Count;

    public NamespaceLabels Namespaces { get; } = new();

    /// <summary>Services and the controllers of pods.</summary>
    public ClusterWorkloads Workloads { get; } = new();

    /// <summary>Volumes, their claims and their classes.</summary>
    public ClusterVolumes Volumes { get; } = new();

    /// <summary>Pods for which room is being made.</summary>
    public Nominations Nominations { get; } = new();

    internal Dictionary<string, int>.ValueCollection Slots => _slots.Values;

    /// <summary>One more than the highest slot: the length of buffers indexed by slot.</summary>
    internal int SlotsEnd => _slotsUsed;

    internal NodeShapes Shapes => _shapes;

    /// <summary>The shape of each slot, -1 where there is no node.</summary>
    internal ReadOnlySpan<int> ShapeOf => _shapeOf;

    /// <summary>How many more pods each node would take.</summary>
    internal ReadOnlySpan<int> PlacesLeft => _places;

    internal NodeImages Images { get; } = new();

    internal PortsInUse Ports { get; } = new();

    internal ChangeLog Changes { get; } = new(SlotsMin);

    /// <summary>The censuses of pods. What was obtained before <see cref="PodCrowds.Epoch"/> grew is void.</summary>
    internal PodCrowds Crowds => _crowds;

    /// <summary>Grows when a node comes, goes, or becomes another.</summary>
    internal long NodeVersion { get; private set; }

    /// <summary>Adds the node or takes over its new state; what is placed on it stays.</summary>
    public void SetNode(V1Node node)
    {
        var name = node.Metadata.Name;
        var isNew = !_slots.TryGetValue(name, out var slot);
        if (isNew)
        {
            slot = TakeSlot();
            _slots.Add(name, slot);
            Images.NodesChanged();
        }
        else
        {
            _crowds.Move(slot, -1);
            LeaveTopologies(slot);
        }

        var hostname = node.Metadata.Labels?.TryGetValue(NodeIdentity.HostnameLabel, out var label) is true ? label : null;
        _identities[slot] = new NodeIdentity(name, hostname, _shapes.Intern(node));
        _shapeOf[slot] = _identities[slot].Shape.Id;
        EnterTopologies(slot);
        Images.Set(name, node.Status?.Images ?? []);
        SetAllocatable(slot, node);
        _nodeStamps[slot] = ++NodeVersion;
        Changes.Add(slot);
        if (!isNew)
        {
            _crowds.Move(slot, +1);
            return;
        }

        foreach (var pod in _placed.TakeHomeless(name))
        {
            Settle(slot, pod);
        }
    }

    public void RemoveNode(string name)
    {
        if (!_slots.TryGetValue(name, out var slot))
        {
            return;
        }

        foreach (var pod in PlacedOn(slot).Select(placed => placed.Pod).ToArray())
        {
            Unsettle(slot, pod);
            _placed.AddHomeless(pod, name);
        }

        _slots.Remove(name);
        LeaveTopologies(slot);
        Images.Set(name, []);
        Images.NodesChanged();
        Ports.Clear(slot);
        _identities[slot] = default;
        _shapeOf[slot] = -1;
        _places[slot] = 0;
        foreach (var column in _columns.Values)
        {
            column.Clear(slot);
        }

        _nodeStamps[slot] = ++NodeVersion;
        Changes.Add(slot);
        _free.Push(slot);
    }

    /// <summary>Counts the pod on the node, even beyond its capacity; a pod placed before moves.</summary>
    public void Place(PodDemand pod, string nodeName)
    {
        Remove(pod.Key);
        _placed.Add(pod, nodeName);
        if (_slots.TryGetValue(nodeName, out var slot))
        {
            Settle(slot, pod);
        }
        else
        {
            _placed.AddHomeless(pod, nodeName);
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
            Unsettle(slot, pod);
        }
        else
        {
            _placed.RemoveHomeless(pod, nodeName);
        }

        return true;
    }

    public bool HasNode(string name) => _slots.ContainsKey(name);

    /// <summary>The node the pod is counted on, null when it is not placed.</summary>
    public string? NodeOf(ObjectKey pod) => _placed.NodeOf(pod);

    /// <summary>The pods counted on the node.</summary>
    public IEnumerable<PodDemand> PodsOn(string nodeName) =>
        _slots.TryGetValue(nodeName, out var slot) ? PlacedOn(slot).Select(placed => placed.Pod) : [];

    /// <summary>What the node can give of a resource, and what of it is taken.</summary>
    public (long Allocatable, long Requested) Usage(string nodeName, string resource) =>
        _slots.TryGetValue(nodeName, out var slot) && _columns.TryGetValue(resource, out var column)
            ? (column.Allocatable[slot], column.Requested[slot])
            : default;

    internal int SlotOf(string nodeName) => _slots.GetValueOrDefault(nodeName, -1);

    internal ref readonly NodeIdentity Identity(int slot) => ref _identities[slot];

    internal List<PlacedPod> PlacedOn(int slot) => _podsOn[slot] ??= [];

    /// <summary>Grows when the node of the slot becomes another.</summary>
    internal long NodeStamp(int slot) => _nodeStamps[slot];

    /// <summary>The resource's column; one nobody offers is all zero.</summary>
    internal ResourceColumn Column(string resource)
    {
        ref var column = ref CollectionsMarshal.GetValueRefOrAddDefault(_columns, resource, out _);
        return column ??= new ResourceColumn(_identities.Length);
    }

    internal TopologyColumn Topology(string key)
    {
        if (!_topologies.TryGetValue(key, out var column))
        {
            _topologies.Add(key, column = new TopologyColumn(key, _identities.Length));
            foreach (var slot in _slots.Values)
            {
                column.Add(slot, _identities[slot].Label(key));
            }
        }

        return column;
    }

    /// <summary>
    /// Counts crowds anew when namespaces changed under them, or when most of them are of pods long gone. To be called
    /// between plans.
    /// </summary>
    internal void Refresh()
    {
        var isCrowded = _crowds.Size > CrowdsKept + (2 * _crowdsAfterReset);
        if (_namespacesSeen == Namespaces.Version && !isCrowded)
        {
            return;
        }

        _namespacesSeen = Namespaces.Version;
        _crowds.Reset();
        foreach (var slot in _slots.Values)
        {
            foreach (ref var placed in CollectionsMarshal.AsSpan(_podsOn[slot]))
            {
                placed = placed with { Crowd = _crowds.Of(placed.Pod) };
                _crowds.Count(placed.Crowd, slot, +1);
            }
        }

        _crowdsAfterReset = _crowds.Size;
    }

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
        Changes.Grow(capacity);
        Array.Resize(ref _identities, capacity);
        Array.Resize(ref _podsOn, capacity);
        Array.Resize(ref _places, capacity);
        Array.Resize(ref _nodeStamps, capacity);
        var old = _shapeOf.Length;
        Array.Resize(ref _shapeOf, capacity);
        _shapeOf.AsSpan(old).Fill(-1);
        foreach (var column in _columns.Values)
        {
            column.Grow(capacity);
        }

        foreach (var topology in _topologies.Values)
        {
            topology.Grow(capacity);
        }
    }

    private void LeaveTopologies(int slot)
    {
        foreach (var topology in _topologies.Values)
        {
            topology.Remove(slot);
        }
    }

    private void EnterTopologies(int slot)
    {
        foreach (var topology in _topologies.Values)
        {
            topology.Add(slot, _identities[slot].Label(topology.Key));
        }
    }

    private void SetAllocatable(int slot, V1Node node)
    {
        foreach (var column in _columns.Values)
        {
            column.SetAllocatable(slot, 0);
        }

        var allowed = 0L;
        foreach (var (resource, quantity) in node.Status?.Allocatable ?? new Dictionary<string, ResourceQuantity>())
        {
            var amount = ResourceAmounts.Units(resource, quantity.ToDecimal());
            if (resource == ResourceAmounts.Pods)
            {
                allowed = amount;
            }
            else
            {
                Column(resource).SetAllocatable(slot, amount);
            }
        }

        _places[slot] = (int)Math.Clamp(allowed, 0, int.MaxValue / 2) - PlacedOn(slot).Count;
    }

    private void Settle(int slot, PodDemand pod)
    {
        var placed = new PlacedPod(pod, _crowds.Of(pod));
        PlacedOn(slot).Add(placed);
        Ports.Add(slot, pod.Ports);
        Count(slot, placed, +1);
    }

    private void Unsettle(int slot, PodDemand pod)
    {
        var pods = PlacedOn(slot);
        for (var i = pods.Count - 1; i >= 0; i--)
        {
            if (ReferenceEquals(pods[i].Pod, pod))
            {
                var placed = pods[i];
                pods.RemoveAt(i);
                Ports.Remove(slot, pod.Ports);
                Count(slot, placed, -1);
                return;
            }
        }
    }

    private void Count(int slot, in PlacedPod placed, int sign)
    {
        foreach (ref readonly var item in placed.Pod.Requests.Items)
        {
            Column(item.Resource).AddRequested(slot, sign * item.Amount);
        }

        foreach (ref readonly var item in placed.Pod.RequestsWithStandIns.Items)
        {
            Column(item.Resource).AddRequestedWithStandIns(slot, sign * item.Amount);
        }

        _places[slot] -= sign;
        Volumes.Use(placed.Pod, sign);
        _crowds.Count(placed.Crowd, slot, sign);
        Changes.Add(slot);
    }

    private static int[] Filled(int capacity)
    {
        var array = new int[capacity];
        Array.Fill(array, -1);
        return array;
    }
}
