using Microsoft.Extensions.Options;

namespace OrleansScheduler.ControlPlane.Events;

/// <summary>Keeps the event recorder bounded, and able to record at all.</summary>
internal sealed class EventRecorderOptionsValidation : IValidateOptions<EventRecorderOptions>
{
    public ValidateOptionsResult Validate(string? name, EventRecorderOptions options)
    {
        var problems = new ValidateOptionsResultBuilder();
        if (options.QueueLength < 1 || options.RememberedMost < 1)
        {
            problems.AddError("QueueLength and RememberedMost must be at least 1.");
        }

        if (options.SimilarMost < 1 || options.SimilarWithin <= TimeSpan.Zero)
        {
            problems.AddError("SimilarMost must be at least 1, and SimilarWithin positive.");
        }

        if (options.Burst < 1 || options.BurstRefill <= TimeSpan.Zero)
        {
            problems.AddError("Burst must be at least 1, and BurstRefill positive.");
        }

        return problems.Build();
    }
}
