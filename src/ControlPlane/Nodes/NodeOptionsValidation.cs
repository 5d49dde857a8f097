using Microsoft.Extensions.Options;

namespace OrleansScheduler.ControlPlane.Nodes;

/// <summary>Keeps settings of nodes from contradicting each other.</summary>
internal sealed class NodeOptionsValidation : IValidateOptions<NodeOptions>
{
    public ValidateOptionsResult Validate(string? name, NodeOptions options)
    {
        var problems = new List<string>();
        Require(options.MonitorPeriod > TimeSpan.Zero, "MonitorPeriod must be positive.", problems);
        Require(
            options.MonitorGracePeriod > options.MonitorPeriod,
            "MonitorGracePeriod must be longer than MonitorPeriod.",
            problems);
        Require(
            options.StartupGracePeriod >= options.MonitorGracePeriod,
            "StartupGracePeriod must not be shorter than MonitorGracePeriod.",
            problems);
        Require(options.UnhealthyZoneThreshold is > 0 and <= 1, "UnhealthyZoneThreshold must be in (0, 1].", problems);
        Require(
            options.SecondaryEvictionRate >= 0 && options.EvictionRate >= options.SecondaryEvictionRate,
            "EvictionRate must not be below SecondaryEvictionRate, nor that below 0.",
            problems);
        Require(options.LargeClusterSizeThreshold >= 0, "LargeClusterSizeThreshold must not be negative.", problems);
        Require(options.ReservationLifetime > TimeSpan.Zero, "ReservationLifetime must be positive.", problems);
        Require(options.WakePeriod > TimeSpan.Zero, "WakePeriod must be positive.", problems);
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static void Require(bool holds, string problem, List<string> problems)
    {
        if (!holds)
        {
            problems.Add(problem);
        }
    }
}
