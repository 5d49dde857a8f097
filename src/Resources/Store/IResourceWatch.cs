namespace OrleansScheduler.Resources.Store;

/// <summary>An open watch. Dispose it to end it. A reader too slow for the bounded buffer is ended (invariant 9).</summary>
public interface IResourceWatch : IAsyncDisposable
{
    /// <summary>Revision up to which nothing that concerns this watch is still to come: what a bookmark may say.</summary>
    long Progress { get; }

    /// <summary>True when <see cref="TryRead"/> will succeed; false when the watch has ended.</summary>
    /// <exception cref="RevisionExpiredException">The reader was too slow.</exception>
    ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken);

    bool TryRead([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out WatchEvent? next);
}
