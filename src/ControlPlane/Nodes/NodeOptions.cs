namespace OrleansScheduler.ControlPlane.Nodes;

/// <summary>How nodes are watched over; the names follow kube-controller-manager's flags.</summary>
public sealed class NodeOptions
{
    /// <summary>How often a node's health and its evictions are looked at.</summary>
    public TimeSpan MonitorPeriod { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a node may be silent before it is Unknown.</summary>
    public TimeSpan MonitorGracePeriod { get; set; } = TimeSpan.FromSeconds(40);

    /// <summary>The same for a node that has never reported.</summary>
    public TimeSpan StartupGracePeriod { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The share of silent nodes in a zone from which on the zone, not the nodes, is taken to be at fault.</summary>
    public double UnhealthyZoneThreshold { get; set; } = 0.55;

    /// <summary>How many nodes of a healthy zone are emptied per second and silo.</summary>
    public double EvictionRate { get; set; } = 0.1;

    /// <summary>The same in a zone beyond the threshold, if it is large.</summary>
    public double SecondaryEvictionRate { get; set; } = 0.01;

    /// <summary>A zone beyond the threshold with no more nodes than this is not emptied at all.</summary>
    public int LargeClusterSizeThreshold { get; set; } = 50;

    /// <summary>How long admitted pods wait for their bind before their room is given to others.</summary>
    public TimeSpan ReservationLifetime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often every silo makes sure that all nodes are watched over.</summary>
    public TimeSpan WakePeriod { get; set; } = TimeSpan.FromMinutes(1);
}
