namespace OrleansScheduler.Resources.Core.Events;

/// <summary>How events are written, in both group versions.</summary>
internal static class EventRules
{
    public static WriteRules Writes { get; } = new() { AllowsCreateOnUpdate = true, IsGarbageCollected = false };
}
