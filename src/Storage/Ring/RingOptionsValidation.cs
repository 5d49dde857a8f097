using Microsoft.Extensions.Options;

namespace OrleansScheduler.Storage.Ring;

/// <summary>The relations between the limits of a ring.</summary>
internal sealed class RingOptionsValidation : IValidateOptions<RingOptions>
{
    /// <summary>The most a state of Azure Table storage can hold, less what surrounds a block.</summary>
    private const int StateMaxBytes = 900 * 1024;

    public ValidateOptionsResult Validate(string? name, RingOptions options)
    {
        string[] broken = [.. Rules(options).Where(rule => !rule.Holds).Select(rule => rule.Text)];
        return broken.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(broken);
    }

    private static IEnumerable<(bool Holds, string Text)> Rules(RingOptions o) =>
    [
        (o.Slots >= 8, "Slots must be at least 8."),
        (o.BlockMaxBytes is > 0 and <= StateMaxBytes, $"BlockMaxBytes must be between 1 and {StateMaxBytes}."),
        (o.RecordMaxBytes / Math.Max(1, o.BlockMaxBytes) < o.Slots / 4, "RecordMaxBytes must fit a quarter of the slots."),
        (o.ArchiveBytes > 0, "ArchiveBytes must be positive."),
        (o.Parallelism > 0 && o.VolumeParallelism > 0, "Parallelism and VolumeParallelism must be positive."),
        (o.MaxCalls > 0, "MaxCalls must be positive."),
        (o.CallTimeout > TimeSpan.Zero, "CallTimeout must be positive."),
        (o.OpenAttempts > 0, "OpenAttempts must be positive."),
    ];
}
