using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Sharding;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Plugins;

/// <summary>Prefers the nodes of a scheduler's own slice to all others, so that schedulers rarely want the same one.</summary>
internal sealed class NodeSlice(ClusterSnapshot snapshot, SchedulerShard shard) : IScorePlugin
{
    /// <summary>More than all other preferences come to together: the best of the slice, or else the best of the rest.</summary>
    public const int Weight = 50;

    private readonly Preference _preference = new(snapshot, shard);

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
                known = (snapshot.NodeStamp(slot), shard.Prefers(snapshot.Identity(slot).Name) ? ScoreMax : 0);
            }

            return known.Score;
        }
    }
}
