namespace OrleansScheduler.Scheduling.Explain;

/// <summary>
/// How far a node is from taking a pod, the nearest first: (1) fewest objections that no leaving pod could lift, such as
/// taints and labels; (2) fewest objections; (3) the smallest share of a request that is missing.
/// </summary>
internal readonly record struct NodeDistance(int Incurable, int Objections, double Missing) : IComparable<NodeDistance>
{
    public int CompareTo(NodeDistance other)
    {
        var order = Incurable.CompareTo(other.Incurable);
        order = order != 0 ? order : Objections.CompareTo(other.Objections);
        return order != 0 ? order : Missing.CompareTo(other.Missing);
    }
}
