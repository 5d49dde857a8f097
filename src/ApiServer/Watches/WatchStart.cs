using OrleansScheduler.ApiServer.Lists;

namespace OrleansScheduler.ApiServer.Watches;

/// <summary>Where a watch begins.</summary>
/// <param name="SendsState">The present objects come first, as ADDED events.</param>
/// <param name="MarksEndOfState">A bookmark says when they are all sent.</param>
/// <param name="AfterRevision">Events after this revision; null starts now.</param>
/// <param name="NotOlderThan">The state must be at least of this revision; 0 takes what there is, null the newest.</param>
internal sealed record WatchStart(bool SendsState, bool MarksEndOfState, long? AfterRevision, long? NotOlderThan)
{
    public static WatchStart Of(ListOptions options, long version)
    {
        var isUnset = options.ResourceVersion.Length == 0;
        var sendsState = options.SendInitialEvents ?? version == 0;
        return new WatchStart(
            sendsState,
            sendsState && options.AllowWatchBookmarks && (options.SendInitialEvents == true || isUnset),
            version == 0 ? null : version,
            isUnset ? null : version);
    }
}
