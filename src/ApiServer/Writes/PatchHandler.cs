using OrleansScheduler.ApiServer.Errors;
using OrleansScheduler.ApiServer.Routing;

namespace OrleansScheduler.ApiServer.Writes;

/// <summary>PATCH of an object or of one of its subresources.</summary>
internal sealed class PatchHandler : IResourceHandler
{
    public Task HandleAsync(ResourceRequest request, CancellationToken cancellationToken) =>
        throw ApiErrors.UnknownPatchType();
}
