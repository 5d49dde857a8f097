using OrleansScheduler.Scheduling.Pods;

namespace OrleansScheduler.Scheduling.Snapshot;

/// <summary>The host ports taken on each node: a set, so a port two pods claim is free when one of them goes.</summary>
internal sealed class PortsInUse
{
    private readonly Dictionary<int, HashSet<HostPort>> _bySlot = [];

    public void Add(int slot, IReadOnlyList<HostPort> ports)
    {
        if (ports.Count == 0)
        {
            return;
        }

        if (!_bySlot.TryGetValue(slot, out var taken))
        {
            _bySlot.Add(slot, taken = []);
        }

        taken.UnionWith(ports);
    }

    public void Remove(int slot, IReadOnlyList<HostPort> ports)
    {
        if (ports.Count > 0 && _bySlot.TryGetValue(slot, out var taken))
        {
            taken.ExceptWith(ports);
        }
    }

    /// <summary>The ports of a node as they are, to put them back after pods were there by way of trial.</summary>
    public HashSet<HostPort>? Copy(int slot) => _bySlot.TryGetValue(slot, out var taken) ? [.. taken] : null;

    public void Restore(int slot, HashSet<HostPort>? copy)
    {
        if (copy is null)
        {
            _bySlot.Remove(slot);
        }
        else
        {
            _bySlot[slot] = copy;
        }
    }

    public void Clear(int slot) => _bySlot.Remove(slot);

    public bool Conflict(int slot, IReadOnlyList<HostPort> wanted)
    {
        if (_bySlot.TryGetValue(slot, out var taken))
        {
            foreach (var port in taken)
            {
                foreach (var want in wanted)
                {
                    if (want.ConflictsWith(port))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }
}
