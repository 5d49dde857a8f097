namespace OrleansScheduler.Resources.Store;

/// <summary>The store cannot answer now (storage down, fail-over): HTTP 503, retry after <see cref="RetryAfter"/>.</summary>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner)
{
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(1);
}
