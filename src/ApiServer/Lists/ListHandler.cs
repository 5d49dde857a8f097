using OrleansScheduler.ApiServer.Negotiation;
using OrleansScheduler.ApiServer.Responses;
using OrleansScheduler.ApiServer.Routing;
using OrleansScheduler.ApiServer.Tables;

namespace OrleansScheduler.ApiServer.Lists;

/// <summary>GET of a collection.</summary>
internal sealed class ListHandler(ObjectLister lister, ListSender sender) : IResourceHandler
{
    public async Task HandleAsync(ResourceRequest request, CancellationToken cancellationToken)
    {
        var options = ListOptions.Read(request.Query, isWatch: false);
        ListOptionsValidation.EnsureValid(options);
        if (request.Form.View == View.Table)
        {
            TableWriter.IncludedObject(request);
        }

        var (head, items) = await lister.ListAsync(request, options, cancellationToken);
        await sender.SendAsync(request, head, items, cancellationToken);
    }
}
