using OrleansScheduler.Scheduling.Explain;
using OrleansScheduler.Scheduling.Planning;
using OrleansScheduler.Scheduling.Pods;

namespace OrleansScheduler.Scheduling.Plugins;

/// <summary>A filter plugin's rule for the pods of one signature. Reads the snapshot as it is when asked.</summary>
internal abstract class PodFilter
{
    /// <summary>In totals: the node is out of the question.</summary>
    public const int Out = -1;

    /// <summary>True when the answer for a node depends on nothing but that node and the pods on it.</summary>
    public virtual bool IsLocal => true;

    /// <summary>Why the pod fits nowhere whatever the nodes are like, null in the usual case.</summary>
    public virtual string? RefusesEverywhere => null;

    /// <summary>Takes over the amounts of a pod that is alike in everything else.</summary>
    public virtual void Use(PodDemand pod)
    {
    }

    /// <summary>False for nodes the pod rules out by name: no other plugin looks at those.</summary>
    public virtual bool Considers(int slot) => true;

    public abstract bool Admits(int slot);

    /// <summary>Why the node is not admitted.</summary>
    public abstract Refusal Explain(int slot);

    /// <summary>How much of what the node lacks, for rules about amounts.</summary>
    public virtual IEnumerable<Shortage> Shortages(int slot) => [];

    /// <summary>What would have to change, in words, for the node to be admitted; nothing where the reasons say all there is.</summary>
    public virtual IEnumerable<string> Remedies(int slot) => [];

    /// <summary>False when no node would be refused as things are, and there is no need to ask about each.</summary>
    public virtual bool MayRefuse => true;

    /// <summary>Takes the refused nodes off the list; false when that would mean to look at every node.</summary>
    public virtual bool TryShorten(Shortlist nodes) => false;

    /// <summary>Marks the nodes from a slot on that are not admitted as <see cref="Out"/>.</summary>
    public virtual void Narrow(Span<int> totals, int from)
    {
        for (var slot = from; slot < totals.Length; slot++)
        {
            if (totals[slot] >= 0 && !Admits(slot))
            {
                totals[slot] = Out;
            }
        }
    }
}
