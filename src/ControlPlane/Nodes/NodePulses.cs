using System.Collections.Concurrent;

namespace OrleansScheduler.ControlPlane.Nodes;

/// <summary>
/// The pulses of the nodes whose grains live on this silo: a heartbeat that arrives at the same silo is put there directly, without
/// a call, since there are hundreds a second. On any other silo it travels as a call to the grain.
/// </summary>
internal sealed class NodePulses
{
    private readonly ConcurrentDictionary<string, NodePulse> _here = new(StringComparer.Ordinal);

    public NodePulse? Find(string nodeName) => _here.GetValueOrDefault(nodeName);

    public void Add(string nodeName, NodePulse pulse) => _here[nodeName] = pulse;

    /// <summary>The grain leaves this silo; a later activation's pulse stays.</summary>
    public void Remove(string nodeName, NodePulse pulse) => _here.TryRemove(KeyValuePair.Create(nodeName, pulse));
}
