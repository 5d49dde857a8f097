using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Plugins;

/// <summary>
/// Prefers nodes whose resources the pod brings closer to being used evenly: half of the score is fixed, the other
/// half is how much the balance B = (1 - standard deviation of the used fractions) * 100 gains by the pod.
/// </summary>
internal sealed class NodeResourcesBalancedAllocation(IReadOnlyList<string> resources) : IScorePlugin
{
    public string Name => nameof(NodeResourcesBalancedAllocation);

    public PodScorer? Prepare(PodDemand pod, ClusterSnapshot snapshot) =>
        resources.All(resource => pod.Requests[resource] == 0) ? null : new Preference(resources, pod, snapshot);

    private sealed class Preference : PodScorer
    {
        private readonly (long Asked, ResourceColumn Column)[] _parts;

        public Preference(IReadOnlyList<string> resources, PodDemand pod, ClusterSnapshot snapshot)
        {
            _parts =
            [
                .. from resource in resources
                   let column = snapshot.Column(resource)
                   let asked = pod.Requests[resource]
                   where column is not null && !(ResourceAmounts.IsScalar(resource) && asked == 0)
                   select (asked, column),
            ];
        }

        public override long Score(int slot)
        {
            var half = ScoreMax / 2;
            return half + ((half + Balance(slot, withPod: true) - Balance(slot, withPod: false)) / 2);
        }

        private long Balance(int slot, bool withPod)
        {
            Span<double> fractions = stackalloc double[_parts.Length];
            var count = 0;
            foreach (var (asked, column) in _parts)
            {
                var capacity = column.Allocatable[slot];
                if (capacity != 0)
                {
                    var used = column.Requested[slot] + (withPod ? asked : 0);
                    fractions[count++] = Math.Min(1.0, (double)used / capacity);
                }
            }

            return (long)((1 - Deviation(fractions[..count])) * ScoreMax);
        }

        private static double Deviation(ReadOnlySpan<double> fractions)
        {
            if (fractions.Length <= 2)
            {
                return fractions.Length < 2 ? 0 : Math.Abs((fractions[0] - fractions[1]) / 2);
            }

            var sum = 0.0;
            foreach (var fraction in fractions)
            {
                sum += fraction;
            }

            var (mean, squares) = (sum / fractions.Length, 0.0);
            foreach (var fraction in fractions)
            {
                squares += (fraction - mean) * (fraction - mean);
            }

            return Math.Sqrt(squares / fractions.Length);
        }
    }
}
