using OrleansScheduler.Scheduling.Planning;
using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Plugins.Spread;

/// <summary>
/// Prefers the emptier domains. A node's raw score is the sum over constraints of pods * ln(domains + 2) + maxSkew - 1,
/// less being better; domains are those of the feasible nodes, and of hostnames every node is its own.
/// </summary>
internal sealed class SoftSpread : PodScorer
{
    private readonly BoundConstraint[] _constraints;
    private readonly DomainTally[] _tallies;
    private readonly bool _needsAllKeys;
    private readonly SpreadScale _scale = new();
    private readonly SoftSpreadByDomain? _byDomain;
    private double[] _sums = [];
    private double[] _perDomain = [];
    private int[] _seenIn = [];
    private int _round;

    public SoftSpread(PodDemand pod, BoundConstraint[] constraints, bool needsAllKeys, ClusterSnapshot snapshot)
    {
        _constraints = constraints;
        _needsAllKeys = needsAllKeys;
        var nodes = new CountedNodes(pod, constraints, needsAllKeys, snapshot);
        _tallies = [.. constraints.Select((constraint, i) => new DomainTally(constraint, i, nodes, snapshot))];
        _byDomain = constraints.Count(constraint => !constraint.IsHostname) == 1
            ? new SoftSpreadByDomain(constraints, _tallies, needsAllKeys)
            : null;
    }

    public override long Score(int slot) =>
        throw new InvalidOperationException("A node's spread is relative to the other feasible nodes.");

    public override bool TryChoose(Shortlist nodes, int weight, int from, out int best)
    {
        best = -1;
        return _byDomain is not null && _byDomain.TryChoose(nodes, weight, from, out best);
    }

    public override void ScoreAll(ReadOnlySpan<int> feasible, Span<long> scores)
    {
        if (_sums.Length < feasible.Length)
        {
            _sums = new double[Math.Max(feasible.Length, 2 * _sums.Length)];
        }

        var sums = _sums.AsSpan(0, feasible.Length);
        sums.Clear();
        var ignored = Ignore(feasible, sums);
        for (var i = 0; i < _constraints.Length; i++)
        {
            if (_constraints[i].IsHostname)
            {
                AddHostnames(i, feasible, sums, feasible.Length - ignored);
            }
            else
            {
                AddDomains(i, feasible, sums);
            }
        }

        _scale.Normalise(sums, scores);
    }

    // Nodes that lack a key are left out: NaN stays NaN whatever is added.
    private int Ignore(ReadOnlySpan<int> feasible, Span<double> sums)
    {
        var ignored = 0;
        foreach (var constraint in _constraints)
        {
            if (!_needsAllKeys || constraint.Column.Missing == 0)
            {
                continue;
            }

            var domains = constraint.Column.DomainOf;
            for (var i = 0; i < feasible.Length; i++)
            {
                if (domains[feasible[i]] < 0 && !double.IsNaN(sums[i]))
                {
                    sums[i] = double.NaN;
                    ignored++;
                }
            }
        }

        return ignored;
    }

    private void AddHostnames(int constraint, ReadOnlySpan<int> feasible, Span<double> sums, int size)
    {
        var bound = _constraints[constraint];
        var weight = Math.Log(size + 2);
        var skew = (double)(bound.Constraint.MaxSkew - 1);
        var domains = bound.Column.DomainOf;
        var pods = bound.Census.BySlot;
        for (var i = 0; i < feasible.Length; i++)
        {
            var slot = feasible[i];
            var count = slot < pods.Length ? pods[slot] : 0;
            sums[i] += domains[slot] >= 0 ? (count * weight) + skew : 0;
        }
    }

    private void AddDomains(int constraint, ReadOnlySpan<int> feasible, Span<double> sums)
    {
        var bound = _constraints[constraint];
        var domains = bound.Column.DomainOf;
        var weight = Math.Log(SizeOf(bound.Column, feasible, sums) + 2);
        _tallies[constraint].Update();
        for (var domain = 0; domain < bound.Column.DomainsEnd; domain++)
        {
            _perDomain[domain + 1] = (_tallies[constraint][domain] * weight) + (bound.Constraint.MaxSkew - 1);
        }

        // A node without the label, where it is not left out, scores nothing for it.
        _perDomain[0] = 0;
        for (var i = 0; i < feasible.Length; i++)
        {
            sums[i] += _perDomain[domains[feasible[i]] + 1];
        }
    }

    // Nodes without the label, where they are not left out, are one domain more.
    private int SizeOf(TopologyColumn column, ReadOnlySpan<int> feasible, ReadOnlySpan<double> sums)
    {
        if (_perDomain.Length <= column.DomainsEnd)
        {
            Array.Resize(ref _perDomain, column.DomainsEnd + 1);
            Array.Resize(ref _seenIn, column.DomainsEnd + 1);
        }

        _round++;
        var (size, most) = (0, column.LiveDomains + (column.Missing > 0 ? 1 : 0));
        for (var i = 0; i < feasible.Length && size < most; i++)
        {
            ref var seen = ref _seenIn[column.DomainOf[feasible[i]] + 1];
            if (seen != _round && !double.IsNaN(sums[i]))
            {
                seen = _round;
                size++;
            }
        }

        return size;
    }
}
