namespace OrleansScheduler.Resources.Store.State;

/// <summary>How much history is kept per resource type: watches resume inside it, outside it they get 410.</summary>
public sealed record HistoryWindow
{
    public int MaxEvents { get; init; } = 100_000;

    public long MaxBytes { get; init; } = 64 * 1024 * 1024;
}
