using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Sharding;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Plugins;

/// <summary>Prefers the nodes of a scheduler's own slice, then those of the slice after it and so on round, so that schedulers rarely want the same one.</summary>
internal sealed class NodeSlice(ClusterSnapshot snapshot, SchedulerShard shard) : IScorePlugin
{
    /// <summary>A slice makes more of a difference than the highest scores with the default weights come to together.</summary>
    private const int StepMin = 1300;

    private readonly Preference _preference = new(snapshot, shard);

    public int Weight { get; } = StepMin * shard.Count / PodScorer.ScoreMax;

    public string Name => nameof(NodeSlice);

    public PodScorer Prepare(PodDemand pod) => _preference;

    private sealed class Preference(ClusterSnapshot snapshot, SchedulerShard shard) : PodScorer
    {
        private (long Stamp, int Score)[] _known = [];

        public override bool IsLocal => true;

        public override long Score(int slot)
        {
            if (slot >= _known.Length)
            {
                Array.Resize(ref _known, Math.Max(snapshot.SlotsEnd, 2 * _known.Length));
            }

            ref var known = ref _known[slot];
            if (known.Stamp != snapshot.NodeStamp(slot))
            {
                known = (snapshot.NodeStamp(slot), Score(snapshot.Identity(slot).Name));
            }

            return known.Score;
        }

        private int Score(string node) => ScoreMax * (shard.Count - shard.DistanceTo(node)) / shard.Count;
    }
}
