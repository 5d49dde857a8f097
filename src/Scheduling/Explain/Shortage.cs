using OrleansScheduler.Resources.Explanations;
using OrleansScheduler.Resources.Quantities;
using OrleansScheduler.Scheduling.Pods;

namespace OrleansScheduler.Scheduling.Explain;

/// <summary>A resource a node has too little left of, in the scheduler's units.</summary>
public readonly record struct Shortage(string Resource, long Requested, long Allocatable, long Used)
{
    public long Missing => Requested - (Allocatable - Used);

    /// <summary>How much of what is asked for is missing; more than 1 where the node is overfull already.</summary>
    public double Share => (double)Missing / Requested;

    public ResourceDeficit ToDeficit() => new(
        Resource, Text(Requested), Text(Allocatable - Used), Text(Allocatable), Text(Missing));

    public override string ToString() => Requested > Allocatable
        ? $"needs a node with {Text(Requested)} {Resource}: this one has {Text(Allocatable)} when empty"
        : $"free {Text(Missing)} {Resource}";

    private string Text(long amount) => (Resource switch
    {
        ResourceAmounts.Cpu => Quantity.FromMilli(amount),
        ResourceAmounts.Memory or ResourceAmounts.EphemeralStorage => Quantity.FromValue(amount, QuantityFormat.BinarySI),
        _ => Quantity.FromValue(amount),
    }).ToString();
}
