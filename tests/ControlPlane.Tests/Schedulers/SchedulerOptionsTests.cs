using Microsoft.Extensions.Configuration;
using OrleansScheduler.ControlPlane.Schedulers;

namespace OrleansScheduler.ControlPlane.Tests.Schedulers;

public sealed class SchedulerOptionsTests
{
    [Fact]
    public void AllNames_WithoutSettings_IsTheDefaultScheduler() =>
        Assert.Equal(["default-scheduler"], new SchedulerOptions().AllNames);

    [Fact]
    public void Bind_OfNames_ReplacesTheDefault() =>
        Assert.Equal(["one", "two"], Bound(("Names:0", "one"), ("Names:1", "two")).AllNames);

    [Fact]
    public void Bind_OfAProfile_RunsItsSchedulerBesideTheDefault()
    {
        var options = Bound(
            ("Profiles:packing:ScoringStrategy", "MostAllocated"),
            ("Profiles:packing:Weights:ImageLocality", "0"),
            ("Profiles:packing:ScoredResources:cpu", "3"));

        Assert.Equal(["default-scheduler", "packing"], options.AllNames);
        var settings = options.ProfileOf("packing");
        Assert.Equal(("MostAllocated", 0, 3), (settings.ScoringStrategy, settings.Weights["ImageLocality"], settings.ScoredResources["cpu"]));
        Assert.True(new SchedulerOptionsValidation().Validate(null, options).Succeeded);
    }

    [Theory]
    [InlineData("ScoringStrategy", "BestFit", "there is no BestFit")]
    [InlineData("Weights:Nonsense", "1", "there is no score plugin Nonsense")]
    [InlineData("HardPodAffinityWeight", "101", "HardPodAffinityWeight must be between 0 and 100")]
    [InlineData("DefaultSpread:0:MaxSkew", "0", "DefaultSpread needs a TopologyKey")]
    public void Validate_OfAProfileThatMakesNoSense_SaysWhat(string key, string value, string expected)
    {
        var result = new SchedulerOptionsValidation().Validate(null, Bound(($"Profiles:bad:{key}", value)));

        Assert.Contains(expected, result.FailureMessage, StringComparison.Ordinal);
        Assert.StartsWith("Profiles:bad: ", result.FailureMessage, StringComparison.Ordinal);
    }

    private static SchedulerOptions Bound(params (string Key, string Value)[] settings)
    {
        var options = new SchedulerOptions();
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(item => new KeyValuePair<string, string?>(item.Key, item.Value)))
            .Build()
            .Bind(options);
        return options;
    }
}
