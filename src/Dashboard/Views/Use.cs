namespace OrleansScheduler.Dashboard.Views;

/// <summary>How much of a resource pods ask for, of what nodes offer.</summary>
public readonly record struct Use(decimal Asked, decimal Offered)
{
    /// <summary>0 to 100.</summary>
    public int Percent => Offered <= 0 ? 0 : (int)Math.Min(100, Math.Round(100 * Asked / Offered));

    /// <summary>Both together.</summary>
    public static Use operator +(Use left, Use right) => new(left.Asked + right.Asked, left.Offered + right.Offered);
}
