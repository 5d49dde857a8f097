using k8s.Models;

namespace OrleansScheduler.ControlPlane.Nodes;

/// <summary>
/// Keeps a failure of the network from emptying the cluster: nodes are given up one by one, at a rate that falls when
/// much of a zone is silent, and not at all when every zone is silent altogether.
/// </summary>
internal sealed class EvictionBrake(NodeOptions options, TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (string Zone, bool IsReady)> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Zone> _zones = new(StringComparer.Ordinal);

    /// <summary>True when nothing at all is heard of: then it is most likely us.</summary>
    public bool IsEverythingSilent
    {
        get
        {
            lock (_lock)
            {
                return _zones.Values.All(zone => Health(zone) == ZoneHealth.FullDisruption);
            }
        }
    }

    public void Set(V1Node node)
    {
        lock (_lock)
        {
            Forget(node.Metadata.Name);
            var (name, ready) = (ZoneOf(node), NodeConditions.IsReady(node));
            _nodes[node.Metadata.Name] = (name, ready);
            if (!_zones.TryGetValue(name, out var zone))
            {
                _zones.Add(name, zone = new Zone());
            }

            zone.Count(ready, +1);
        }
    }

    public void Remove(string nodeName)
    {
        lock (_lock)
        {
            Forget(nodeName);
        }
    }

    /// <summary>True when this node may be emptied now; a yes uses up the zone's turn.</summary>
    public bool TryEvict(string nodeName)
    {
        lock (_lock)
        {
            if (!_nodes.TryGetValue(nodeName, out var node))
            {
                return false;
            }

            var zone = _zones[node.Zone];
            var rate = Rate(zone);
            var now = time.GetElapsedTime(_started);
            if (rate <= 0 || now < zone.NextTurn)
            {
                return false;
            }

            zone.NextTurn = now + TimeSpan.FromSeconds(1 / rate);
            return true;
        }
    }

    private double Rate(Zone zone) => Health(zone) switch
    {
        ZoneHealth.Normal or ZoneHealth.FullDisruption => options.EvictionRate,
        ZoneHealth.PartialDisruption =>
            zone.Total > options.LargeClusterSizeThreshold ? options.SecondaryEvictionRate : 0,
        var unknown => throw new InvalidOperationException($"Unknown zone health {unknown}."),
    };

    private ZoneHealth Health(Zone zone)
    {
        if (zone.Ready == 0 && zone.Silent > 0)
        {
            return ZoneHealth.FullDisruption;
        }

        return zone.Silent > 2 && zone.Silent >= options.UnhealthyZoneThreshold * zone.Total
            ? ZoneHealth.PartialDisruption
            : ZoneHealth.Normal;
    }

    private void Forget(string nodeName)
    {
        if (_nodes.Remove(nodeName, out var node))
        {
            var zone = _zones[node.Zone];
            zone.Count(node.IsReady, -1);
            if (zone.Total == 0)
            {
                _zones.Remove(node.Zone);
            }
        }
    }

    private static string ZoneOf(V1Node node)
    {
        var labels = node.Metadata.Labels ?? new Dictionary<string, string>();
        labels.TryGetValue("topology.kubernetes.io/region", out var region);
        labels.TryGetValue("topology.kubernetes.io/zone", out var zone);
        return $"{region}/{zone}";
    }

    private sealed class Zone
    {
        public int Ready { get; private set; }

        public int Silent { get; private set; }

        public int Total => Ready + Silent;

        public TimeSpan NextTurn { get; set; }

        public void Count(bool isReady, int change)
        {
            Ready += isReady ? change : 0;
            Silent += isReady ? 0 : change;
        }
    }
}
