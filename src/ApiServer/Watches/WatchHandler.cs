using OrleansScheduler.ApiServer.Lists;
using OrleansScheduler.ApiServer.Negotiation;
using OrleansScheduler.ApiServer.Requests;
using OrleansScheduler.ApiServer.Routing;
using OrleansScheduler.ApiServer.Tables;
using OrleansScheduler.Resources.Status;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ApiServer.Watches;

/// <summary>
/// GET with watch: (1) the present objects as ADDED events, where asked for, and a bookmark that says they are all;
/// (2) every event after them until the client goes, the time is over, or the history is lost (invariant 3).
/// </summary>
internal sealed class WatchHandler(IResourceStore store, ObjectLister lister, TableWriter tables, TimeProvider time)
    : IResourceHandler
{
    public async Task HandleAsync(ResourceRequest request, CancellationToken cancellationToken)
    {
        var options = ListOptions.Read(request.Query, isWatch: true);
        ListOptionsValidation.EnsureValid(options);
        if (request.Form.View == View.Table)
        {
            TableWriter.IncludedObject(request);
        }

        var selection = Selection.Parse(request.Kind, options, request.Info.HasNameInPath ? request.Info.Name : null);
        var start = WatchStart.Of(options, GoNumber.ParseResourceVersion(options.ResourceVersion, StatusErrors.Unclassified));
        var initial = start.SendsState
            ? await lister.SnapshotAsync(request, selection, start, cancellationToken)
            : null;

        var output = await WatchOutput.OpenAsync(request, new EventEncoder(request, tables), cancellationToken);
        try
        {
            if (initial is not null)
            {
                await SendStateAsync(output, initial, start, cancellationToken);
            }

            await FollowAsync(request, selection, initial?.Revision ?? start.AfterRevision, options, output, cancellationToken);
        }
        catch (RevisionExpiredException expired)
        {
            output.WriteExpired(expired);
        }

        await output.FlushAsync(cancellationToken);
    }

    private static async Task SendStateAsync(
        WatchOutput output, ListPage initial, WatchStart start, CancellationToken cancellationToken)
    {
        foreach (var stored in initial.Items)
        {
            output.Write(WatchEventType.Added, stored);
            await output.FlushWhenFullAsync(cancellationToken);
        }

        if (start.MarksEndOfState)
        {
            output.WriteBookmark(initial.Revision, isEndOfState: true);
        }
    }

    private async Task FollowAsync(
        ResourceRequest request,
        Selection selection,
        long? afterRevision,
        ListOptions options,
        WatchOutput output,
        CancellationToken cancellationToken)
    {
        var query = new WatchQuery
        {
            AfterRevision = afterRevision,
            Namespace = request.Namespace,
            Name = selection.Name,
            Index = selection.Index,
        };
        await using var watch = await store.WatchAsync(request.Kind.ResourceType, query, cancellationToken);
        var schedule = new WatchSchedule(time, options.TimeoutSeconds, options.AllowWatchBookmarks);
        var follower = new WatchFollower(watch, selection.Matches, output, schedule, time);
        await follower.RunAsync(cancellationToken);
    }
}
