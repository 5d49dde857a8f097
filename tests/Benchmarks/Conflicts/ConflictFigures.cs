namespace OrleansScheduler.Benchmarks.Conflicts;

/// <summary>What came of one run.</summary>
/// <param name="Conflicts">Refusals by nodes per pod placed.</param>
/// <param name="Unplaceable">The share of pods for which a current picture shows no node.</param>
/// <param name="TriesP99">Tries per pod placed, 99th percentile.</param>
/// <param name="NodesInUse">Nodes with at least one pod in the end.</param>
/// <param name="Overcommitted">Nodes that hold more than they have: must be none.</param>
internal sealed record ConflictFigures(
    double Conflicts, double Unplaceable, int TriesP99, int NodesInUse, int Overcommitted);
