using System.Security.Cryptography;

namespace OrleansScheduler.ApiServer.Watches;

/// <summary>When a watch ends and when it sends bookmarks: each minute, and shortly before the end.</summary>
internal sealed class WatchSchedule
{
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly TimeSpan _lifetime;
    private TimeSpan _nextBookmark;

    public WatchSchedule(TimeProvider time, long? timeoutSeconds, bool sendsBookmarks)
    {
        _time = time;
        _started = time.GetTimestamp();
        _lifetime = timeoutSeconds is > 0 and var seconds
            ? TimeSpan.FromSeconds(Math.Min(seconds, (long)TimeSpan.FromDays(7).TotalSeconds))
            : ApiLimits.WatchTimeoutMin * (1 + (RandomNumberGenerator.GetInt32(1000) / 1000.0));
        _nextBookmark = sendsBookmarks ? After(TimeSpan.Zero) : TimeSpan.MaxValue;
    }

    public bool IsOver => Elapsed >= _lifetime;

    public bool IsBookmarkDue => Elapsed >= _nextBookmark;

    /// <summary>How long nothing is to be done.</summary>
    public TimeSpan Idle
    {
        get
        {
            var idle = (_nextBookmark < _lifetime ? _nextBookmark : _lifetime) - Elapsed;
            return idle > TimeSpan.Zero ? idle : TimeSpan.Zero;
        }
    }

    private TimeSpan Elapsed => _time.GetElapsedTime(_started);

    public void BookmarkSent() => _nextBookmark = After(Elapsed);

    private TimeSpan After(TimeSpan elapsed)
    {
        var last = _lifetime - ApiLimits.FinalBookmarkLead;
        var next = elapsed + ApiLimits.BookmarkPeriod;
        if (elapsed >= last)
        {
            return TimeSpan.MaxValue;
        }

        return next < last ? next : last;
    }
}
