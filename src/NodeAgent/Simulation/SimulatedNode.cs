namespace OrleansScheduler.NodeAgent.Simulation;

/// <summary>One node that is played: its room, and what its lease needs.</summary>
internal sealed class SimulatedNode(string name, int index, PodRoom capacity)
{
    private int addresses;

    public string Name => name;

    public int Index => index;

    public PodRoom Capacity => capacity;

    /// <summary>What its pods that have not ended ask for.</summary>
    public PodRoom Used { get; private set; }

    public string Uid { get; set; } = "";

    /// <summary>The version of the lease as it was last told; null when it has to be created.</summary>
    public string? LeaseVersion { get; set; }

    /// <summary>Someone deleted its Node: like a kubelet it does not come back by itself.</summary>
    public bool IsLost { get; set; }

    /// <summary>Takes the room a pod asks for; else tells what there is too little of, as the kubelet judges for itself.</summary>
    public string? Take(PodRoom asked)
    {
        var used = Used + asked;
        if (used.Lacking(capacity) is { } scarce)
        {
            return scarce;
        }

        Used = used;
        return null;
    }

    /// <summary>Counts the pods it was given.</summary>
    public int NextAddress() => addresses++;

    public void Release(PodRoom asked) => Used -= asked;
}
