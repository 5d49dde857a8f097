namespace OrleansScheduler.ApiServer.Health;

/// <summary>One line of <c>/readyz?verbose</c>. The host registers those of its parts.</summary>
public interface IReadinessCheck
{
    /// <summary>Lower-case words with dashes: <c>store</c>, <c>post-start-hook</c>.</summary>
    string Name { get; }

    /// <summary>Also asked by <c>/livez</c>: a failure means the process should be restarted.</summary>
    bool IsLiveness => false;

    /// <summary>Null when all is well, else the reason, which is logged and not shown.</summary>
    ValueTask<string?> CheckAsync(CancellationToken cancellationToken);
}
