using OrleansScheduler.Resources.Tables;

namespace OrleansScheduler.Resources.Tests.Tables;

public sealed class AgeTests
{
    [Theory]
    [InlineData(-5, "<invalid>")]
    [InlineData(0, "0s")]
    [InlineData(119, "119s")]
    [InlineData(120, "2m")]
    [InlineData(185, "3m5s")]
    [InlineData(600, "10m")]
    [InlineData(3 * 3600, "3h")]
    [InlineData((3 * 3600) + 300, "3h5m")]
    [InlineData(8 * 3600, "8h")]
    [InlineData(48 * 3600, "2d")]
    [InlineData((48 * 3600) + (3 * 3600), "2d3h")]
    [InlineData(8 * 86400, "8d")]
    [InlineData(2 * 365 * 86400, "2y")]
    [InlineData((2 * 365 * 86400) + (20 * 86400), "2y20d")]
    [InlineData(8L * 365 * 86400, "8y")]
    public void Of_Duration_HasAtMostTwoUnits(long seconds, string expected) =>
        Assert.Equal(expected, Age.Of(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void Since_NoMoment_IsUnknown() => Assert.Equal("<unknown>", Age.Since(null, DateTime.UnixEpoch));
}
