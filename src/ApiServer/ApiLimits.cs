namespace OrleansScheduler.ApiServer;

/// <summary>Every bound of the API server in one place; the values are Kubernetes' where it has one.</summary>
internal static class ApiLimits
{
    /// <summary>Longest request body: 413 beyond it.</summary>
    public const int MaxBodyBytes = 3 * 1024 * 1024;

    /// <summary>How much of a YAML document aliases may add.</summary>
    public const int MaxYamlNodes = 200_000;

    public const int MaxYamlDepth = 100;

    /// <summary>Answers longer than this are compressed for those who accept it.</summary>
    public const int MinCompressedBytes = 128 * 1024;

    /// <summary>Bytes a watch may hold before it must be sent on.</summary>
    public const int WatchFlushBytes = 64 * 1024;

    public const int MaxFieldManagerBytes = 128;

    public const int MaxJsonPatchOperations = 10_000;

    /// <summary>Warnings of one answer: beyond this many characters in all, each is cut to <see cref="MaxWarningRunes"/>.</summary>
    public const int MaxWarningRunesTotal = 4096;

    public const int MaxWarningRunes = 256;

    public static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(60);

    /// <summary>How long a watch without timeoutSeconds stays open at least; at most twice as long.</summary>
    public static readonly TimeSpan WatchTimeoutMin = TimeSpan.FromMinutes(30);

    public static readonly TimeSpan BookmarkPeriod = TimeSpan.FromMinutes(1);

    /// <summary>How long before its end a watch sends the last bookmark.</summary>
    public static readonly TimeSpan FinalBookmarkLead = TimeSpan.FromSeconds(2);

    /// <summary>A reader that takes nothing for so long is cut off.</summary>
    public static readonly TimeSpan SlowReaderTimeout = TimeSpan.FromSeconds(30);
}
