using Microsoft.Extensions.Options;

namespace OrleansScheduler.ControlPlane.Reconcilers;

/// <summary>Keeps the reconcilers from spinning or standing still.</summary>
internal sealed class ReconcilerOptionsValidation : IValidateOptions<ReconcilerOptions>
{
    public ValidateOptionsResult Validate(string? name, ReconcilerOptions options)
    {
        var problems = new ValidateOptionsResultBuilder();
        if (options.BackoffMin <= TimeSpan.Zero || options.BackoffMax < options.BackoffMin)
        {
            problems.AddError("BackoffMin must be positive, and BackoffMax not shorter than it.");
        }

        if (options.ResyncPeriod <= TimeSpan.Zero || options.FeedRetry <= TimeSpan.Zero)
        {
            problems.AddError("ResyncPeriod and FeedRetry must be positive.");
        }

        if (options.ResyncConcurrency < 1)
        {
            problems.AddError("ResyncConcurrency must be at least 1.");
        }

        return problems.Build();
    }
}
