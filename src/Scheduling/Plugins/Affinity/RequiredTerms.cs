using OrleansScheduler.Scheduling.Planning;
using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;
using OrleansScheduler.Scheduling.Snapshot.Crowds;

namespace OrleansScheduler.Scheduling.Plugins.Affinity;

/// <summary>
/// (1) In the node's domain of every required affinity term there must be a pod that matches all of them, unless no
/// such pod exists anywhere and the pod itself would be one; (2) in none of its domains a pod that an anti-affinity term
/// matches; (3) nor a pod whose own anti-affinity matches the pod.
/// </summary>
internal sealed class RequiredTerms : PodFilter
{
    private static readonly Refusal NotNear =
        new(nameof(InterPodAffinity), false, ["node(s) didn't match pod affinity rules"]);

    private static readonly Refusal NotFar =
        new(nameof(InterPodAffinity), true, ["node(s) didn't match pod anti-affinity rules"]);

    private static readonly Refusal Unwelcome =
        new(nameof(InterPodAffinity), true, ["node(s) didn't satisfy existing pods anti-affinity rules"]);

    private readonly ClusterSnapshot _snapshot;
    private readonly TopologyCount[] _near;
    private readonly TopologyCount[] _far;
    private readonly HeldTerms _unwelcome;
    private readonly bool _isOwnNeighbour;

    public RequiredTerms(PodDemand pod, ClusterSnapshot snapshot)
    {
        _snapshot = snapshot;
        var terms = pod.Affinity;
        var labels = snapshot.Namespaces.Labels(pod.Key.Namespace);
        _near = [.. terms.Affinity.Select(term => Count(terms.Affinity, term, snapshot))];
        _far = [.. terms.AntiAffinity.Select(term => Count([term], term, snapshot))];
        _unwelcome = new HeldTerms(pod, snapshot, census => census.Kind == HeldTermKind.AntiAffinity);
        _isOwnNeighbour = terms.Affinity.All(term => term.MatchesExisting(pod.Key.Namespace, labels, pod.Labels));
    }

    public override bool IsLocal => false;

    public override bool MayRefuse
    {
        get
        {
            if (_near.Length > 0 || Array.Exists(_far, count => count.Total > 0))
            {
                return true;
            }

            foreach (var (_, count) in _unwelcome.Catchup())
            {
                if (count.Total > 0)
                {
                    return true;
                }
            }

            return false;
        }
    }

    public override bool Admits(int slot) => Check(slot) is null;

    public override Refusal Explain(int slot) => Check(slot)!;

    public override IEnumerable<string> Remedies(int slot)
    {
        var isFirst = _near.Length > 0 && IsFirstOfSeries();
        var lonely = _near.Where(count => count.Column.DomainOf[slot] < 0 || !(isFirst || count.On(slot) > 0))
            .Select(count => $"a pod it wants to be near must run in {Domain(count, slot)}");
        var crowded = _far.Where(count => count.On(slot) > 0)
            .Select(count => $"the {count.On(slot)} pod(s) in {Domain(count, slot)} it keeps away from must leave");
        var unwelcome = new List<string>();
        foreach (var (_, count) in _unwelcome.Catchup())
        {
            if (count.On(slot) > 0)
            {
                unwelcome.Add($"the {count.On(slot)} pod(s) in {Domain(count, slot)} that keep away from it must leave");
            }
        }

        return [.. lonely, .. crowded, .. unwelcome];
    }

    public override bool TryShorten(Shortlist nodes)
    {
        if (_near.Length > 1 || !TryKeepNear(nodes))
        {
            return false;
        }

        foreach (var count in _far)
        {
            KeepFar(count, nodes);
        }

        foreach (var (_, count) in _unwelcome.Catchup())
        {
            KeepFar(count, nodes);
        }

        return true;
    }

    public override void Narrow(Span<int> totals, int from)
    {
        var isFirst = IsFirstOfSeries();
        foreach (var count in _near)
        {
            KeepNear(count, isFirst, totals, from);
        }

        foreach (var count in _far)
        {
            KeepFar(count, totals, from);
        }

        foreach (var (_, count) in _unwelcome.Catchup())
        {
            KeepFar(count, totals, from);
        }
    }

    private static TopologyCount Count(
        IReadOnlyList<PodAffinityTerm> matched, PodAffinityTerm term, ClusterSnapshot snapshot) =>
        snapshot.Crowds.Matching(matched).Over(snapshot.Topology(term.TopologyKey));

    private static void KeepFar(TopologyCount count, Shortlist nodes)
    {
        foreach (var domain in count.Occupied)
        {
            foreach (var slot in count.Column.SlotsIn(domain))
            {
                nodes.Exclude(slot);
            }
        }
    }

    private static void KeepNear(TopologyCount count, bool isFirst, Span<int> totals, int from)
    {
        if (isFirst && count.Column.Missing == 0)
        {
            return;
        }

        var domains = count.Column.DomainOf;
        for (var slot = from; slot < totals.Length; slot++)
        {
            if (domains[slot] < 0 || !(isFirst || count[domains[slot]] > 0))
            {
                totals[slot] = Out;
            }
        }
    }

    private static void KeepFar(TopologyCount count, Span<int> totals, int from)
    {
        foreach (var domain in count.Occupied)
        {
            foreach (var slot in count.Column.SlotsIn(domain))
            {
                if (slot >= from && slot < totals.Length)
                {
                    totals[slot] = Out;
                }
            }
        }
    }

    private bool TryKeepNear(Shortlist nodes)
    {
        if (_near.Length == 0)
        {
            return true;
        }

        if (!IsFirstOfSeries())
        {
            nodes.KeepTo(_near[0]);
            return true;
        }

        return _near[0].Column.Missing == 0;
    }

    private bool IsFirstOfSeries() => _isOwnNeighbour && Array.TrueForAll(_near, count => count.Total == 0);

    private string Domain(TopologyCount count, int slot) =>
        $"{count.Column.Key}={_snapshot.Identity(slot).Label(count.Column.Key) ?? "(the node lacks the label)"}";

    private Refusal? Check(int slot)
    {
        var isFirst = _near.Length > 0 && IsFirstOfSeries();
        foreach (var count in _near)
        {
            if (count.Column.DomainOf[slot] < 0 || !(isFirst || count.On(slot) > 0))
            {
                return NotNear;
            }
        }

        foreach (var count in _far)
        {
            if (count.On(slot) > 0)
            {
                return NotFar;
            }
        }

        foreach (var (_, count) in _unwelcome.Catchup())
        {
            if (count.On(slot) > 0)
            {
                return Unwelcome;
            }
        }

        return null;
    }
}
