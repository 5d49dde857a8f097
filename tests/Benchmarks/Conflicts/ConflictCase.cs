namespace OrleansScheduler.Benchmarks.Conflicts;

/// <summary>One run: how full the cluster is kept, how nodes are scored, how many schedulers share them.</summary>
/// <param name="Load">0..1 of cpu or memory, whichever is scarcer.</param>
/// <param name="Strategy"><c>LeastAllocated</c> or <c>MostAllocated</c>.</param>
/// <param name="IsSliced">True for one name split into shards, false for schedulers that know nothing of each other.</param>
/// <param name="Behind">By how many commits a scheduler's picture is behind while it plans.</param>
internal sealed record ConflictCase(double Load, string Strategy, bool IsSliced, int Schedulers, int Behind)
{
    public string Policy => IsSliced ? $"{Strategy}, own slice first" : Strategy;
}
