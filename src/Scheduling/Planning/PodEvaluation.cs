using OrleansScheduler.Scheduling.Plugins;
using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Planning;

/// <summary>
/// The work sheet of one pod against all nodes: feasible nodes, refusals, scores. Reused from pod to pod so that a
/// cycle allocates nothing per node; its content is valid until the next <see cref="Run"/>.
/// </summary>
internal sealed class PodEvaluation(SchedulingProfile profile)
{
    private readonly List<int> _feasible = [];
    private readonly List<NodeRefusal> _refusals = [];
    private readonly List<(string Plugin, PodFilter Rule, ClusterChanges UnblockedBy)> _rules = [];
    private readonly long[][] _scores = [.. profile.Scorers.Select(_ => Array.Empty<long>())];
    private readonly bool[] _scored = new bool[profile.Scorers.Count];

    /// <summary>The slots of the nodes that pass every filter.</summary>
    public IReadOnlyList<int> Feasible => _feasible;

    /// <summary>The nodes that do not, each with the first refusal.</summary>
    public IReadOnlyList<NodeRefusal> Refusals => _refusals;

    /// <summary>Set when the pod was refused before any node was looked at.</summary>
    public string? RefusedEverywhere { get; private set; }

    /// <summary>The changes that may help, over all refusals.</summary>
    public ClusterChanges UnblockedBy { get; private set; }

    public void Run(ClusterSnapshot snapshot, PodDemand pod)
    {
        Clear();
        Prepare(snapshot, pod);
        if (RefusedEverywhere is null)
        {
            Filter(snapshot);
            Score(snapshot, pod);
        }
    }

    /// <summary>The weighted sum of all scores of the feasible node at that position.</summary>
    public long Total(int position)
    {
        var total = 0L;
        for (var i = 0; i < _scores.Length; i++)
        {
            total += _scored[i] ? _scores[i][position] : 0;
        }

        return total;
    }

    /// <summary>The weighted score per plugin, without those that had no say.</summary>
    public IEnumerable<(string Plugin, long Score)> ScoresAt(int position) =>
        profile.Scorers.Select((scorer, i) => (scorer.Plugin.Name, i))
            .Where(item => _scored[item.i])
            .Select(item => (item.Name, _scores[item.i][position]));

    private void Clear()
    {
        _feasible.Clear();
        _refusals.Clear();
        _rules.Clear();
        Array.Clear(_scored);
        RefusedEverywhere = null;
        // Where there is no node at all no plugin refuses anything, and a first node is what helps.
        UnblockedBy = ClusterChanges.NodeAdded;
    }

    private void Prepare(ClusterSnapshot snapshot, PodDemand pod)
    {
        foreach (var plugin in profile.Filters)
        {
            if (plugin.Prepare(pod, snapshot) is not { } rule)
            {
                continue;
            }

            _rules.Add((plugin.Name, rule, plugin.UnblockedBy));
            if (rule.RefusesEverywhere is { } reason)
            {
                RefusedEverywhere = reason;
                UnblockedBy = plugin.UnblockedBy;
                return;
            }
        }
    }

    private void Filter(ClusterSnapshot snapshot)
    {
        foreach (var slot in snapshot.Slots)
        {
            if (Check(slot) is { } refusal)
            {
                _refusals.Add(new NodeRefusal(slot, refusal));
            }
            else
            {
                _feasible.Add(slot);
            }
        }
    }

    private Refusal? Check(int slot)
    {
        foreach (var (plugin, rule, unblockedBy) in _rules)
        {
            if (!rule.Considers(slot))
            {
                UnblockedBy |= unblockedBy;
                return new Refusal(plugin, false, [$"node(s) didn't satisfy plugin(s) [{plugin}]"]);
            }
        }

        foreach (var (_, rule, unblockedBy) in _rules)
        {
            if (rule.Check(slot) is { } refusal)
            {
                UnblockedBy |= unblockedBy;
                return refusal;
            }
        }

        return null;
    }

    // A single feasible node needs no score.
    private void Score(ClusterSnapshot snapshot, PodDemand pod)
    {
        for (var i = 0; i < profile.Scorers.Count && _feasible.Count > 1; i++)
        {
            var (plugin, weight) = profile.Scorers[i];
            if (plugin.Prepare(pod, snapshot) is { } scorer)
            {
                _scored[i] = true;
                Score(scorer, weight, Buffer(i));
            }
        }
    }

    private void Score(PodScorer scorer, long weight, Span<long> scores)
    {
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = scorer.Score(_feasible[i]);
        }

        scorer.Normalise(scores);
        foreach (ref var score in scores)
        {
            score *= weight;
        }
    }

    private Span<long> Buffer(int scorer)
    {
        if (_scores[scorer].Length < _feasible.Count)
        {
            _scores[scorer] = new long[Math.Max(_feasible.Count, 2 * _scores[scorer].Length)];
        }

        return _scores[scorer].AsSpan(0, _feasible.Count);
    }
}
