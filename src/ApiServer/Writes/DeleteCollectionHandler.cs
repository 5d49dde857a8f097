using OrleansScheduler.ApiServer.Lists;
using OrleansScheduler.ApiServer.Responses;
using OrleansScheduler.ApiServer.Routing;
using OrleansScheduler.Resources.Registry;
using OrleansScheduler.Resources.Status;

namespace OrleansScheduler.ApiServer.Writes;

/// <summary>DELETE of a collection: lists, then deletes one by one; answers the list.</summary>
internal sealed class DeleteCollectionHandler(ObjectLister lister, IResourceRegistry registry, ListSender sender)
    : IResourceHandler
{
    public async Task HandleAsync(ResourceRequest request, CancellationToken cancellationToken)
    {
        var listing = ListOptions.Read(request.Query, isWatch: false);
        ListOptionsValidation.EnsureValid(listing);
        var deletion = await DeleteOptionsReader.ReadAsync(request, cancellationToken);
        var options = WriteRequestOptions.Options(request, deletion.DryRun is { Count: > 0 }, "");
        var (head, items) = await lister.ListAsync(request, listing, cancellationToken);
        foreach (var item in items)
        {
            try
            {
                await registry.DeleteAsync(request.Kind, item.Key, deletion, options, cancellationToken);
            }
            catch (StatusException gone) when (gone.Reason == StatusReasons.NotFound)
            {
                // Someone else deleted it since the list: it is as asked for.
            }
        }

        await sender.SendAsync(request, head, items, cancellationToken);
    }
}
