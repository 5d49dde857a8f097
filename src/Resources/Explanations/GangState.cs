namespace OrleansScheduler.Resources.Explanations;

/// <summary>The gang of a pod: the nodes are judged for the pod alone, but none is taken before enough of the gang find one.</summary>
/// <param name="Size">How many are to be placed together at least.</param>
/// <param name="Settled">How many are on nodes or have succeeded.</param>
/// <param name="Waiting">How many wait for a node.</param>
/// <param name="TopologyKey">The node label all of them must share, null when they need not.</param>
public sealed record GangState(string Name, int Size, int Settled, int Waiting, string? TopologyKey);
