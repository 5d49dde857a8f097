using OrleansScheduler.Scheduling.Planning;
using OrleansScheduler.Scheduling.Pods;

namespace OrleansScheduler.Scheduling.Plugins;

/// <summary>A score plugin's preference for the pods of one signature. Reads the snapshot as it is when asked.</summary>
internal abstract class PodScorer
{
    public const int ScoreMax = 100;

    /// <summary>True when a node's score depends on nothing but that node and the pods on it.</summary>
    public virtual bool IsLocal => false;

    /// <summary>False when the preference comes to nothing as things are, and no node gets a score.</summary>
    public virtual bool HasSay => true;

    /// <summary>The score when it is certain to be the same for all nodes, else null.</summary>
    public virtual int? Uniform => null;

    /// <summary>Takes over the amounts of a pod that is alike in everything else.</summary>
    public virtual void Use(PodDemand pod)
    {
    }

    /// <summary>The score of a node, 0..<see cref="ScoreMax"/> for local ones, raw for others.</summary>
    public abstract long Score(int slot);

    /// <summary>Adds the weighted scores of a local preference to the totals from a slot on that are not out of the question.</summary>
    public virtual void AddTo(Span<int> totals, int from, int weight)
    {
        for (var slot = from; slot < totals.Length; slot++)
        {
            if (totals[slot] >= 0)
            {
                totals[slot] += weight * (int)Score(slot);
            }
        }
    }

    /// <summary>
    /// Finds the best node, the first of equals from a slot on, when no other preference has a say; false when that
    /// would mean to score every node.
    /// </summary>
    public virtual bool TryChoose(Shortlist nodes, int weight, int from, out int best)
    {
        best = -1;
        return false;
    }

    /// <summary>The scores of all feasible nodes, brought into 0..<see cref="ScoreMax"/>.</summary>
    public virtual void ScoreAll(ReadOnlySpan<int> feasible, Span<long> scores)
    {
        for (var i = 0; i < feasible.Length; i++)
        {
            scores[i] = Score(feasible[i]);
        }
    }
}
