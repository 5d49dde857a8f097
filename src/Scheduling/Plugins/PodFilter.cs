namespace OrleansScheduler.Scheduling.Plugins;

/// <summary>A filter plugin's rule for one pod, valid as long as the snapshot does not change.</summary>
internal abstract class PodFilter
{
    /// <summary>Why the pod fits nowhere whatever the nodes are like, null in the usual case.</summary>
    public virtual string? RefusesEverywhere => null;

    /// <summary>False for nodes the pod rules out by name: no other plugin looks at those.</summary>
    public virtual bool Considers(int slot) => true;

    /// <summary>Null when the node satisfies the rule.</summary>
    public abstract Refusal? Check(int slot);
}
