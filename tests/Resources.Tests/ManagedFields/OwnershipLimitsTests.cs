using OrleansScheduler.Resources.ManagedFields;

namespace OrleansScheduler.Resources.Tests.ManagedFields;

public class OwnershipLimitsTests
{
    private static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Cap_ManyUpdaters_MergesTheOldest()
    {
        var owners = Enumerable.Range(0, 12)
            .Select(i => new Owner($"m{i:00}", IsApplier: false, "v1", "")
            {
                Fields = FieldSet.OfPath("f:data", $"f:{i}"), Time = Start.AddSeconds(i),
            })
            .ToArray();

        var capped = OwnershipLimits.Cap(owners);

        Assert.Equal(OwnershipLimits.UpdatersMax, capped.Count);
        var merged = Assert.Single(capped, owner => owner.Manager == "ancient-changes");
        Assert.Equal(["f:0", "f:1", "f:2"], merged.Fields.Child("f:data").Children.Keys.Order());
        Assert.Equal(Start.AddSeconds(2), merged.Time);
    }

    [Fact]
    public void Cap_Appliers_AreNotCounted()
    {
        var owners = Enumerable.Range(0, 12)
            .Select(i => new Owner($"m{i}", IsApplier: true, "v1", "") { Fields = FieldSet.Self })
            .ToArray();

        Assert.Same(owners, OwnershipLimits.Cap(owners));
    }
}
