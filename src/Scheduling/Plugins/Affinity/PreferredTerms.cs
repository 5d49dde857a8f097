using OrleansScheduler.Scheduling.Planning;
using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;
using OrleansScheduler.Scheduling.Snapshot.Crowds;

namespace OrleansScheduler.Scheduling.Plugins.Affinity;

/// <summary>
/// The weights of the pod's preferred terms for the pods they match in the node's domains, and those of existing pods'
/// terms that match the pod; what is to be avoided counts negative.
/// </summary>
internal sealed class PreferredTerms : PodScorer
{
    private readonly int _hardWeight;
    private readonly (TopologyCount Count, int Weight)[] _own;
    private readonly HeldTerms _held;
    private readonly bool _heedsOthers;
    private readonly DomainPreference _byDomain = new();

    public PreferredTerms(PodDemand pod, AffinityOptions options, ClusterSnapshot snapshot)
    {
        _hardWeight = options.HardWeight;
        _own =
        [
            .. pod.Affinity.PreferredAffinity.Select(term => (Count(term, snapshot), term.Weight)),
            .. pod.Affinity.PreferredAntiAffinity.Select(term => (Count(term, snapshot), -term.Weight)),
        ];
        _heedsOthers = _own.Length > 0 || !options.IgnoresPreferencesOfOthers;
        _held = new HeldTerms(pod, snapshot, census => WeightOf(census) != 0);
    }

    /// <summary>False as long as no term of either side matches a pod.</summary>
    public override bool HasSay
    {
        get
        {
            foreach (var (count, _) in _own)
            {
                if (count.Total > 0)
                {
                    return true;
                }
            }

            foreach (var (_, count) in Held())
            {
                if (count.Total > 0)
                {
                    return true;
                }
            }

            return false;
        }
    }

    public override long Score(int slot)
    {
        var sum = 0L;
        foreach (var (count, weight) in _own)
        {
            sum += (long)weight * count.On(slot);
        }

        foreach (var (census, count) in Held())
        {
            sum += (long)WeightOf(census) * count.On(slot);
        }

        return sum;
    }

    public override bool TryChoose(Shortlist nodes, int weight, int from, out int best)
    {
        best = -1;
        _byDomain.Begin();
        foreach (var (count, termWeight) in _own)
        {
            if (!_byDomain.TryAdd(count, termWeight))
            {
                return false;
            }
        }

        foreach (var (census, count) in Held())
        {
            if (!_byDomain.TryAdd(count, WeightOf(census)))
            {
                return false;
            }
        }

        return _byDomain.TryChoose(nodes, weight, from, out best);
    }

    public override void ScoreAll(ReadOnlySpan<int> feasible, Span<long> scores)
    {
        base.ScoreAll(feasible, scores);
        var (min, max) = (long.MaxValue, long.MinValue);
        foreach (var score in scores)
        {
            (min, max) = (Math.Min(min, score), Math.Max(max, score));
        }

        foreach (ref var score in scores)
        {
            score = Scaled(score, min, max);
        }
    }

    /// <summary>0 for the least wanted node, 100 for the most wanted, 0 for all when there is no difference.</summary>
    public static long Scaled(long score, long min, long max) =>
        max == min ? 0 : (long)(ScoreMax * ((double)(score - min) / (max - min)));

    private static TopologyCount Count(PodAffinityTerm term, ClusterSnapshot snapshot) =>
        snapshot.Crowds.Matching([term]).Over(snapshot.Topology(term.TopologyKey));

    private List<(HeldTermCensus Census, TopologyCount Count)> Held() => _heedsOthers ? _held.Catchup() : [];

    private int WeightOf(HeldTermCensus census) => census.Kind switch
    {
        HeldTermKind.Affinity => _hardWeight,
        HeldTermKind.AntiAffinity => 0,
        HeldTermKind.PreferredAffinity => census.Term.Weight,
        HeldTermKind.PreferredAntiAffinity => -census.Term.Weight,
        _ => throw new InvalidOperationException($"Unknown kind of term {census.Kind}."),
    };
}
