using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Plugins.Spread;

/// <summary>
/// For every constraint: pods in the node's domain, plus the pod itself, minus those of the emptiest domain, must not
/// exceed maxSkew. With zones of 3, 2 and 2 pods and maxSkew 1 only the latter two are admitted.
/// </summary>
internal sealed class HardSpread : PodFilter
{
    private static readonly Refusal Skewed =
        new(nameof(PodTopologySpread), true, ["node(s) didn't match pod topology spread constraints"]);

    private static readonly Refusal Unlabelled = new(
        nameof(PodTopologySpread),
        false,
        ["node(s) didn't match pod topology spread constraints (missing required label)"]);

    private readonly ClusterSnapshot _snapshot;
    private readonly BoundConstraint[] _constraints;
    private readonly DomainTally[] _tallies;
    private bool[] _isFull = [];
    private long _position = -1;

    public HardSpread(PodDemand pod, BoundConstraint[] constraints, ClusterSnapshot snapshot)
    {
        _snapshot = snapshot;
        _constraints = constraints;
        var nodes = new CountedNodes(pod, constraints, needsAllKeys: true, snapshot);
        _tallies = [.. constraints.Select((constraint, i) => new DomainTally(constraint, i, nodes, snapshot))];
    }

    public override bool IsLocal => false;

    public override bool Admits(int slot) => Check(slot) is null;

    public override Refusal Explain(int slot) => Check(slot)!;

    public override IEnumerable<string> Remedies(int slot)
    {
        Catchup();
        for (var i = 0; i < _constraints.Length; i++)
        {
            var (key, domain) = (_constraints[i].Constraint.TopologyKey, _constraints[i].Column.DomainOf[slot]);
            if (domain < 0)
            {
                yield return $"the node needs the label {key}";
            }
            else if (IsFull(i, domain))
            {
                yield return $"{key}={_snapshot.Identity(slot).Label(key)} has {_tallies[i][domain]} such pods and the emptiest "
                    + $"domain {_tallies[i].Min}, maxSkew is {_constraints[i].Constraint.MaxSkew}: others must fill up first";
            }
        }
    }

    public override void Narrow(Span<int> totals, int from)
    {
        Catchup();
        for (var i = 0; i < _constraints.Length; i++)
        {
            Narrow(i, totals, from);
        }
    }

    private void Narrow(int constraint, Span<int> totals, int from)
    {
        var column = _constraints[constraint].Column;
        if (_isFull.Length < column.DomainsEnd)
        {
            _isFull = new bool[column.DomainsEnd];
        }

        var full = 0;
        for (var domain = 0; domain < column.DomainsEnd; domain++)
        {
            _isFull[domain] = IsFull(constraint, domain);
            full += _isFull[domain] ? 1 : 0;
        }

        if (full == 0 && column.Missing == 0)
        {
            return;
        }

        var domains = column.DomainOf;
        for (var slot = from; slot < totals.Length; slot++)
        {
            if (domains[slot] < 0 || _isFull[domains[slot]])
            {
                totals[slot] = Out;
            }
        }
    }

    private Refusal? Check(int slot)
    {
        Catchup();
        for (var i = 0; i < _constraints.Length; i++)
        {
            var domain = _constraints[i].Column.DomainOf[slot];
            if (domain < 0)
            {
                return Unlabelled;
            }

            if (IsFull(i, domain))
            {
                return Skewed;
            }
        }

        return null;
    }

    private bool IsFull(int constraint, int domain) =>
        _tallies[constraint][domain] + _constraints[constraint].Self - _tallies[constraint].Min
            > _constraints[constraint].Constraint.MaxSkew;

    private void Catchup()
    {
        if (_position != _snapshot.Changes.Position)
        {
            _position = _snapshot.Changes.Position;
            Array.ForEach(_tallies, tally => tally.Update());
        }
    }
}
