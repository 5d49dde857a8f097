using OrleansScheduler.Scheduling.Plugins;
using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Planning;

/// <summary>
/// One pod against all nodes: which are feasible, what each scores, why the others are not. Reused from pod to pod, so
/// that nothing is allocated per node; its answers are valid until the snapshot changes.
/// </summary>
internal sealed class PodEvaluation(SchedulingProfile profile, ClusterSnapshot snapshot)
{
    private readonly RuleCache _rules = new(PluginSet.Of(profile, snapshot));
    private readonly NodeSheets _sheets = new(snapshot);
    private readonly QuickChoice _quick = new(snapshot);
    private PodDemand? _pod;
    private PodRules? _current;
    private NodeSheet? _sheet;
    private int[] _own = [];
    private bool _isOwn;
    private bool _isComplete;
    private int[] _feasible = [];
    private int _feasibleCount;

    /// <summary>The rule that refused the pod before any node was looked at, null in the usual case.</summary>
    public FilterRule? RefusedEverywhere { get; private set; }

    /// <summary>The total of each slot as far as it differs between nodes, <see cref="PodFilter.Out"/> where infeasible.</summary>
    public ReadOnlySpan<int> Totals
    {
        get
        {
            Complete();
            return TotalsSoFar;
        }
    }

    public PodRules Rules => _current!;

    private ReadOnlySpan<int> TotalsSoFar => _isOwn ? _own.AsSpan(0, snapshot.SlotsEnd) : _sheet!.Totals;

    public void Run(PodDemand pod)
    {
        snapshot.Refresh();
        _pod = pod;
        _current = _rules.Of(pod);
        _feasibleCount = -1;
        RefusedEverywhere = _current.RefusingEverywhere;
        if (RefusedEverywhere is not null)
        {
            (_isOwn, _isComplete) = (true, true);
            Own().Fill(PodFilter.Out);
            return;
        }

        _sheet = _sheets.Of(pod, _current.Node);
        (_isOwn, _isComplete) = (false, false);
    }

    /// <summary>
    /// False when a plugin refuses the node that looks at nothing but the node and its pods. Voids what was evaluated
    /// before.
    /// </summary>
    public bool MayAdmit(PodDemand pod, int slot)
    {
        _pod = pod;
        _current = _rules.Of(pod);
        return RefusalOf(slot)?.Rule.Plugin.IsNodeLocal is not true;
    }

    /// <summary>The slots of all feasible nodes.</summary>
    public ReadOnlySpan<int> Feasible()
    {
        if (_feasibleCount < 0)
        {
            Complete();
            var totals = TotalsSoFar;
            if (_feasible.Length < totals.Length)
            {
                _feasible = new int[totals.Length];
            }

            _feasibleCount = 0;
            for (var slot = 0; slot < totals.Length; slot++)
            {
                _feasible[_feasibleCount] = slot;
                _feasibleCount += totals[slot] >= 0 ? 1 : 0;
            }
        }

        return _feasible.AsSpan(0, _feasibleCount);
    }

    /// <summary>The feasible node with the highest total, the first of equals from a slot on; -1 when there is none.</summary>
    public int Best(int from) =>
        !_isComplete && _quick.TryBest(_pod!, _current!, _sheet!, from, out var best) ? best : Argmax.Of(Totals, from);

    /// <summary>
    /// The weighted score per plugin of a feasible node, without the plugins that had no say; none when it is the only
    /// feasible node.
    /// </summary>
    public IEnumerable<(string Plugin, long Score)> ScoresOf(int slot)
    {
        var position = Feasible().IndexOf(slot);
        if (_feasibleCount < 2)
        {
            yield break;
        }

        foreach (var rule in _current!.Scorers.ToArray())
        {
            if (rule.Scorer is { HasSay: true } scorer)
            {
                var score = scorer.Uniform ?? (scorer.IsLocal ? scorer.Score(slot) : rule.Buffer(_feasibleCount)[position]);
                yield return (rule.Plugin.Name, rule.Weight * score);
            }
        }
    }

    /// <summary>Who refuses the node and why, as it is or with the pods that wait for room on it; null when nobody does.</summary>
    public (FilterRule Rule, Refusal Refusal)? RefusalOf(int slot) =>
        NominatedRoom.Refusal(_current!, _pod!, slot, snapshot);

    // Put off until somebody asks for more than the best node.
    private void Complete()
    {
        if (!_isComplete)
        {
            _isComplete = true;
            Filter();
            Score();
        }
    }

    private void Filter()
    {
        foreach (var rule in _current!.Filters)
        {
            if (rule.Filter is { IsLocal: false, MayRefuse: true } filter)
            {
                filter.Narrow(Own(), 0);
            }
        }

        if (snapshot.Nominations.Count == 0)
        {
            return;
        }

        // Where others wait for room the pod must fit with them as well as without.
        foreach (var node in snapshot.Nominations.Nodes)
        {
            var slot = snapshot.SlotOf(node);
            if (slot >= 0 && TotalsSoFar[slot] >= 0 && RefusalOf(slot) is not null)
            {
                Own()[slot] = PodFilter.Out;
            }
        }
    }

    private void Score()
    {
        foreach (var rule in _current!.Scorers)
        {
            if (rule.Scorer is { IsLocal: false, HasSay: true, Uniform: null } scorer)
            {
                Score(rule, scorer);
            }
        }
    }

    private void Score(ScoreRule rule, PodScorer scorer)
    {
        var feasible = Feasible();
        if (feasible.Length < 2)
        {
            return;
        }

        var scores = rule.Buffer(feasible.Length);
        scorer.ScoreAll(feasible, scores);
        var totals = Own();
        for (var i = 0; i < feasible.Length; i++)
        {
            totals[feasible[i]] += rule.Weight * (int)scores[i];
        }
    }

    // The sheet belongs to all pods of the kind: what is this pod's alone goes into a copy.
    private Span<int> Own()
    {
        if (_own.Length < snapshot.SlotsEnd)
        {
            _own = new int[Math.Max(snapshot.SlotsEnd, 2 * _own.Length)];
        }

        var own = _own.AsSpan(0, snapshot.SlotsEnd);
        if (!_isOwn)
        {
            _sheet?.Totals.CopyTo(own);
            _isOwn = true;
        }

        return own;
    }
}
