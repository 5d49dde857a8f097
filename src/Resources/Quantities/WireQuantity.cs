using k8s.Models;

namespace OrleansScheduler.Resources.Quantities;

/// <summary>The models' quantity, which keeps our exact amount and its text: neither is computed again.</summary>
internal sealed class WireQuantity(Quantity amount) : ResourceQuantity(amount.ToCanonicalString())
{
    public static readonly WireQuantity Zero = new(Quantity.Zero);

    public Quantity Amount { get; } = amount;

    public override string ToString() => Amount.ToString();
}
