using Microsoft.Extensions.Options;
using OrleansScheduler.Scheduling.Configuration;

namespace OrleansScheduler.ControlPlane.Schedulers;

/// <summary>Keeps settings of schedulers from contradicting each other.</summary>
internal sealed class SchedulerOptionsValidation : IValidateOptions<SchedulerOptions>
{
    private const int ShardsMax = 64;

    public ValidateOptionsResult Validate(string? name, SchedulerOptions options)
    {
        var problems = new List<string>();
        Require(
            options.AllNames.All(scheduler => scheduler.Length > 0) && options.Names.Distinct().Count() == options.Names.Count,
            "Names must be distinct and not empty.",
            problems);
        problems.AddRange(options.Profiles.SelectMany(
            profile => ProfileSettingsRules.Problems(profile.Value).Select(problem => $"Profiles:{profile.Key}: {problem}")));
        Require(options.BackoffMin > TimeSpan.Zero, "BackoffMin must be positive.", problems);
        Require(options.BackoffMax >= options.BackoffMin, "BackoffMax must not be shorter than BackoffMin.", problems);
        Require(
            options.ConflictBackoff > TimeSpan.Zero && options.ConflictBackoff <= options.BackoffMin,
            "ConflictBackoff must be positive and not longer than BackoffMin.",
            problems);
        Require(
            options.UnschedulableFlush >= options.BackoffMax,
            "UnschedulableFlush must not be shorter than BackoffMax.",
            problems);
        Require(options.Shards is > 0 and <= ShardsMax, $"Shards must be between 1 and {ShardsMax}.", problems);
        Require(options.BatchMax > 0, "BatchMax must be positive.", problems);
        Require(options.ReportConcurrency > 0, "ReportConcurrency must be positive.", problems);
        Require(options.AdmissionTimeout > TimeSpan.Zero, "AdmissionTimeout must be positive.", problems);
        Require(options.ExplainTimeout > TimeSpan.Zero, "ExplainTimeout must be positive.", problems);
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
