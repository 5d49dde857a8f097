namespace OrleansScheduler.ControlPlane.Nodes;

/// <summary>How many nodes of a zone are heard of.</summary>
internal enum ZoneHealth
{
    Normal,

    /// <summary>So many are silent that the network is more likely at fault than they are.</summary>
    PartialDisruption,

    FullDisruption,
}
