using Microsoft.AspNetCore.Http;
using OrleansScheduler.ApiServer.Requests;
using OrleansScheduler.ApiServer.Responses;
using OrleansScheduler.ApiServer.Routing;
using OrleansScheduler.Resources.Status;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ApiServer.Lists;

/// <summary>GET of one object.</summary>
internal sealed class GetHandler(IResourceStore store, ObjectSender sender) : IResourceHandler
{
    public async Task HandleAsync(ResourceRequest request, CancellationToken cancellationToken)
    {
        var text = request.Query["resourceVersion"].ToString();
        var version = GoNumber.ParseResourceVersion(text, StatusErrors.Unclassified);
        var consistency = text.Length > 0 && version == 0 ? ReadConsistency.Any : ReadConsistency.MostRecent;
        var stored = await store.GetAsync(request.Kind.ResourceType, request.Key, consistency, cancellationToken)
            ?? throw StatusErrors.NotFound(request.Kind, request.Key.Name);
        await sender.SendAsync(request, StatusCodes.Status200OK, stored, cancellationToken);
    }
}
