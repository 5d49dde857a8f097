using Microsoft.Extensions.Options;

namespace OrleansScheduler.ControlPlane.Streams;

/// <summary>Keeps the streams from being set up so that they cannot deliver.</summary>
internal sealed class RevisionLogStreamOptionsValidation : IValidateOptions<RevisionLogStreamOptions>
{
    public ValidateOptionsResult Validate(string? name, RevisionLogStreamOptions options)
    {
        var problems = new ValidateOptionsResultBuilder();
        if (options.QueueCount is < 1 or > 1024)
        {
            problems.AddError("QueueCount must be from 1 to 1024.");
        }

        if (options.PollLongest <= TimeSpan.Zero || options.PollPeriod <= TimeSpan.Zero
            || options.ReadBackoff <= TimeSpan.Zero)
        {
            problems.AddError("PollLongest, PollPeriod and ReadBackoff must be positive.");
        }

        if (options.DeliveryLongest <= TimeSpan.Zero || options.StreamIdle <= options.DeliveryLongest)
        {
            problems.AddError("DeliveryLongest must be positive, and StreamIdle longer than it.");
        }

        return problems.Build();
    }
}
